# ロープレ: 了解、時間の変更、取りやめ、手動の設定

practice-line = { $when } · { $who } ·「{ $title }」· { $state }
practice-two = { $rep }さんと{ $mentor }さん
practice-head = *ロープレ* { $rep }さんと{ $mentor }さん
practice-state-accepted = 確定
practice-state-skipped = 取りやめ
practice-state-cancelled = キャンセル
practice-state-done = 採点済み
practice-state-unscored = 採点待ち
practice-state-yours = あなたの返事待ち
practice-state-waits = { $who }さんの返事待ち
practice-threshold-changed = その後、基準値は{ $rate }に変わりました。上の数字は予定を組んだときのままです。
practice-threshold-off = その後、この率の基準値はなくなりました。上の数字は予定を組んだときのままです。

practice-button-accept = 了解
practice-button-other = 別の時間
practice-button-skip = 今日は難しい…
practice-button-missed = 実施しなかった…
practice-button-cancel = キャンセルする
practice-button-score = 採点する
practice-button-schedule = 予定を入れる
practice-button-open = 開く
practice-button-take = 引き受ける
practice-cancel-title = このロープレをキャンセルしますか
practice-cancel-sure = { $when }の予定です。お二人にお知らせします。24時間以内なら取り消せます。
practice-keep = このままにする

practice-accepted = { $both ->
    [yes] { $when }で確定しました。{ $who }さんも了解しています。
   *[no] { $when }を了解しました。{ $who }さんにお知らせし、返事を待っています。
 }
practice-not-a-side = 了解は{ $rep }さんと{ $mentor }さんご本人が行います。時間の変更とキャンセルはここからできます。
practice-moved = { $before }から{ $when }に変更しました。{ $who }さんにお知らせしました。
practice-same-time = { $when }のままです。
practice-skipped = { $when }のロープレは取りやめとして記録しました。{ $who }さんに理由をお知らせしました。
practice-cancelled = { $when }のロープレをキャンセルしました。{ $who }さんにお知らせしました。
practice-ended = { $why ->
    [skipped] { $when }のロープレは取りやめになっています。
    [cancelled] { $when }のロープレはキャンセルされています。
    [done] { $when }のロープレは採点済みです。
   *[over] このロープレの時間({ $when })は過ぎています。
 }何も変更していません。予定は `/coach 今週` で見られます。
practice-no-room = { $mentor }さんは5営業日先まで空きがないため、何も変更していません。お二人で時間を決めて `/coach 稼働` で枠を広げるか、実施しない理由をお知らせください。

practice-other-title = 別の時間
practice-field-slot = 新しい時間
practice-hint-slot = 5営業日先までの、お二人とも空いている時間です。相手にはすぐにお知らせします。
practice-slot-taken = { $when }は先に埋まりました。空いているのは次の時間です。
practice-skip-title = 今日は難しい
practice-missed-title = 実施しなかった
practice-hint-reason = 相手に伝わり、ロープレの記録に残ります。
practice-example-reason = お客様との打ち合わせが入ったため

# 相手へのお知らせ
practice-told-accepted = { $who }さんがロープレを了解しました。
practice-told-moved = { $who }さんがロープレを{ $before }から{ $when }に変更しました。
practice-told-skipped = { $when }のロープレは取りやめになりました。{ $who }さん: 「{ $reason }」
practice-told-cancelled = { $who }さんが{ $when }のロープレをキャンセルしました。
practice-told-scheduled = { $who }さんがロープレの予定を入れました: { $when }
practice-told-undone = { $who }さんがロープレについての直前の返事を取り消しました。
practice-told-away = { $absent }さんが不在のため、{ $when }のロープレはキャンセルになりました。
practice-told-graduated = { $absent }さんが卒業したため、{ $when }のロープレはキャンセルになりました。

# 手動の設定
practice-offer = *{ $rep }さんと{ $mentor }さんのロープレ*: お二人とも空いている時間をお選びください。
practice-offer-time = { $when }
practice-offer-how = ほかの時間は言葉で入れられます: `/coach ロープレ @名前 明日16時`
practice-offer-there = 予定済み: { $practice }
practice-offer-none-on = { $day }は、お二人とも空いている時間がありません。次に空いている時間:
practice-offer-none = { $rep }さんと{ $mentor }さんは、5営業日先まで共通の空き時間がありません。枠や回数は `/coach 稼働` で増やせます。
practice-no-mentor = { $rep }さんにはまだメンターがいません。マネージャーが `/onpace メンバー` で設定できます。メンターご本人が `/coach ロープレ` に名前を添えて入力すれば、その方とのロープレになります。
practice-scheduled = { $when }に予定を入れました。相手にもお知らせしました。
practice-taken = { $mine ->
    [yes] { $rep }さんとのロープレは、すでに{ $when }に入っています。何も変更していません。
   *[no] { $mentor }さんが先に引き受けました。{ $rep }さんとのロープレは{ $when }です。何も変更していません。
 }
practice-too-late = { $day }は過ぎているため、何も変更していません。{ $rep }さんのロープレは、次に空いている時間に入れられます。
practice-not-past = { $when }はもう過ぎています。
practice-not-closed = { $when }はチームの休業日です。
practice-not-rep-away = { $when }は{ $rep }さんの休暇中です。
practice-not-mentor-away = { $when }は{ $mentor }さんの休暇中です。
practice-not-outside = { $has_hours ->
    [yes] { $when }は{ $mentor }さんのロープレの時間外です(その日は{ $hours })。`/coach 稼働` で変更できます。
   *[no] { $when }の日は{ $mentor }さんのロープレの時間がありません。`/coach 稼働` で変更できます。
 }
practice-not-full = { $when }は、{ $mentor }さんの1日または1週間の回数がいっぱいです。`/coach 稼働` で変更できます。
practice-not-rep-busy = { $has ->
    [practice] { $when }は{ $rep }さんと{ $other }さんのロープレが入っています。
   *[other] { $when }は{ $rep }さんに別の予定があります。
 }
practice-not-mentor-busy = { $has ->
    [practice] { $when }は{ $mentor }さんと{ $other }さんのロープレが入っています。
   *[other] { $when }は{ $mentor }さんに別の予定があります。
 }
practice-not-but = 予定は入れていません。次に空いている時間:

example-coach-practice = `/coach ロープレ @名前`、`/coach ロープレ @名前 明日16時`
undo-practice-accepted = ロープレの了解
undo-practice-moved = ロープレの時間変更
undo-practice-skipped = ロープレの取りやめ
undo-practice-cancelled = ロープレのキャンセル
undo-practice-scheduled = ロープレの予定
refusal-not-a-rep = 「{ $person }」さんはインサイドセールスではないため、ロープレの対象ではありません。役割は `/onpace メンバー` で設定できます。{ refusal-nothing }
