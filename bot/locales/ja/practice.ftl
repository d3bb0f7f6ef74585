# ロープレ: 了解、時間の変更、取りやめ、手動の設定

practice-line = { $when } · { $who } ·「{ $title }」· { $state }
practice-short = { $when } · { $who } · { $state }
practice-state-open = 未確定
practice-one = { $who }さん
practice-two = { $rep }さんと{ $mentor }さん
practice-head = *ロープレ* { $rep }さんと{ $mentor }さん
practice-state-accepted = 確定
practice-state-skipped = 取りやめ
practice-state-cancelled = キャンセル
practice-state-done = 採点済み
practice-state-unscored = 採点待ち
practice-state-yours = あなたの返事待ち
practice-state-waits = { $who }の返事待ち
practice-threshold-changed = その後、基準値は{ $rate }に変わりました。上の数字は予定を組んだときのままです。
practice-threshold-off = その後、この率の基準値はなくなりました。上の数字は予定を組んだときのままです。

practice-button-accept = 了解
practice-button-other = 別の時間
practice-button-skip = 今日は難しい…
practice-button-missed = 実施しなかった…
practice-button-cancel = キャンセルする
practice-button-score = 採点する
practice-button-schedule = 予定を入れる
practice-button-take = 引き受ける
practice-cancel-title = このロープレをキャンセルしますか
practice-cancel-sure = { $when }の予定です。お二人にお知らせします。代わりのロープレが組まれるまでは、24時間以内なら取り消せます。
practice-keep = このままにする

practice-accepted = { $both ->
    [yes] { $when }で確定しました。{ $who }も了解しています。
   *[no] { $when }を了解しました。相手の返事を待っています。
 }
practice-not-a-side = 了解は{ $rep }さんと{ $mentor }さんご本人が行います。時間の変更とキャンセルはここからできます。
practice-other-since = このロープレは、その後{ $when }に変更されています。何も変更していません。ご都合をもう一度お知らせください。
practice-moved = { $before }から{ $when }に変更しました。
practice-same-time = { $when }のままです。
practice-skipped = { $when }のロープレは取りやめとして記録しました。
practice-cancelled = { $when }のロープレをキャンセルしました。
practice-heard = { $told ->
    [all] { $who }にお知らせしました。
    [some] { $who }にお知らせしました。{ $unreached }にはSlackで届きませんので、直接お伝えください。
   *[none] { $unreached }にはSlackで届きませんので、直接お伝えください。
 }
practice-ended = { $why ->
    [skipped] { $when }のロープレは取りやめになっています。
    [cancelled] { $when }のロープレはキャンセルされています。
    [done] { $when }のロープレは採点済みです。
   *[over] このロープレの時間({ $when })は過ぎています。
 }何も変更していません。予定は `/coach 今週` で見られます。
practice-no-room = { $mentor }さんは5営業日先まで空きがないため、何も変更していません。お二人で時間を決めて{ $mentor }さんが `/coach 稼働` で枠を広げるか、実施しない理由をお知らせください。

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
practice-told-graduated = { $absent }さんが卒業したため、{ $when }のロープレはキャンセルになりました。

# 手動の設定
practice-offer = *{ $rep }さんと{ $mentor }さんのロープレ*: お二人とも空いている時間をお選びください。
practice-offer-time = { $when }
practice-offer-how = ほかの時間は言葉で入れられます: `/coach ロープレ @名前 明日16時`
practice-offer-there = 予定済み: { $practice }
practice-offer-none-on = { $day }は、お二人とも空いている時間がありません。次に空いている時間:
practice-offer-none = { $rep }さんと{ $mentor }さんは、5営業日先まで共通の空き時間がありません。枠や回数は `/coach 稼働` で増やせます。
practice-no-mentor = { $rep }さんにはまだメンターがいません。今回だけなら、メンターを指定できます: `/coach ロープレ @名前 明日16時 担当 @メンター`。今後の担当はマネージャーが `/onpace メンバー` で設定できます。
practice-with = 別のメンターと…
practice-scheduled = { $when }に予定を入れました。
practice-taken = { $rep }さんのロープレは、すでに{ $mentor }さんと{ $when }に入っています。何も変更していません。
practice-second = { $had ->
    [yes] { $rep }さんは、その日のロープレをすでに終えています({ $when }、{ $mentor }さんと)。
   *[no] { $rep }さんは、その日すでにロープレの予定があります({ $when }、{ $mentor }さんと)。
 }まだ予定は入れていません。
practice-button-second = { $when }にも入れる
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

example-coach-practice = `/coach ロープレ @名前`、`/coach ロープレ @名前 明日16時`、`/coach ロープレ @名前 明日16時 担当 @メンター`
undo-practice-accepted = ロープレの了解
undo-practice-moved = ロープレの時間変更
undo-practice-skipped = ロープレの取りやめ
undo-practice-cancelled = ロープレのキャンセル
undo-practice-scheduled = ロープレの予定
refusal-not-a-mentor = { $has_who ->
    [yes] 「{ $person }」さんはこのチームのメンターではありません。担当できるのは{ $who }です。{ refusal-nothing }
   *[no] 「{ $person }」さんはこのチームのメンターではありません。メンターはマネージャーが `/onpace メンバー` で設定できます。{ refusal-nothing }
 }
refusal-not-a-rep = 「{ $person }」さんはインサイドセールスではないため、ロープレの対象ではありません。役割は `/onpace メンバー` で設定できます。{ refusal-nothing }

# 稼働(ロープレの時間と回数)
hours-head-own = *あなたのロープレの時間*
hours-head = *{ $who }さんのロープレの時間*
hours-usual = 営業日ごとに、チームの終業前2時間
hours-line = { $days } { $hours }
hours-days = { $first }〜{ $last }
hours-capacity = 1回{ $minutes }分、1日{ $day }回・週{ $week }回まで
hours-how = 言葉でも決められます: `/coach 稼働 月〜木 16:00-18:00`、`/coach 稼働 金 なし`、`/coach 稼働 1日3回`、`/coach 稼働 標準`
hours-kept-own = あなたのロープレの時間を変更しました。
hours-kept = { $who }さんのロープレの時間を変更しました。
hours-by-hand = ロープレは{ $at }に、30分より先の時間で組まれます。{ $first }までの時間は自動では使われず、`/coach ロープレ @名前` で入れたときだけ使われます。
hours-from-now = 次に組む予定から反映されます。すでに入っている予定はそのままです。
hours-told = { $who }さんがあなたのロープレの時間を変更しました。
hours-button = 時間を変更
hours-title = ロープレの時間
hours-form-head = { $who }さん: 曜日ごとに 16:00-18:00 のようにご記入ください。空欄の曜日にはロープレを入れません。
hours-field-minutes = 1回の長さ
hours-field-day = 1日の上限
hours-field-week = 1週間の上限
hours-minutes = { $count }分
hours-times = { $count }回
hours-error-none = 少なくとも1日は時間をご記入ください。例: 16:00-18:00
weekday-long-0 = 月曜日
weekday-long-1 = 火曜日
weekday-long-2 = 水曜日
weekday-long-3 = 木曜日
weekday-long-4 = 金曜日
weekday-long-5 = 土曜日
weekday-long-6 = 日曜日
example-coach-hours = `/coach 稼働 月〜木 16:00-18:00`、`/coach 稼働 金 なし`
undo-mentor-hours = ロープレの時間
refusal-bad-hours = { $why ->
    [backwards] 「{ $word }」は終わりが始まりより前になっています。例: 16:00-18:00。{ refusal-nothing }
    [short] 「{ $word }」では1回分の時間が取れません。時間を長くするか、1回を短く(10分以上)してください。{ refusal-nothing }
    [many] 「{ $word }」は設定できる範囲を超えています(1回120分、1日20回、週60回まで)。{ refusal-nothing }
    [none] 「{ $word }」ではロープレが1件も入らなくなります。行わない曜日は `/coach 稼働 金 なし`、ご不在の時間は `/coach 予定` で設定できます。{ refusal-nothing }
   *[unread] 「{ $word }」は時間として読み取れませんでした。例: 16:00-18:00。{ refusal-nothing }
 }

# メンターの予定
busy-line = { $when }{ $has_note ->
    [yes] {" · "}{ $note }
   *[no] {""}
 }
busy-noted = { $own ->
    [yes] 予定ありとして記録しました: { $when }
   *[no] { $who }さんの予定として記録しました: { $when }
 }
    この時間にはロープレを組みません。
busy-practices = この時間にはロープレが{ $count }件入っています。変更かキャンセルをするまで、そのままです。
busy-removed = { $when }の予定を外しました。
busy-head = { $own ->
    [yes] *ロープレを入れない時間*
   *[no] *{ $who }さんのロープレを入れない時間*
 }
busy-none = { $own ->
    [yes] 予定はありません。ロープレの時間はすべて空いています。
   *[no] { $who }さんの予定はありません。ロープレの時間はすべて空いています。
 }
busy-how = 言葉でも入れられます: `/coach 予定 明日16時-17時 商談同行`。休みは `/onpace 休暇`
busy-button = 予定を入れる…
busy-title = ロープレを入れない時間
busy-form-head = { $who }さん: この時間にはロープレを組みません。
busy-field-day = 日
busy-field-from = 始まり
busy-field-to = 終わり
busy-field-note = 内容
busy-hint-note = ご本人とマネージャーだけが見られます。
busy-error-backwards = 終わりが始まりより前になっています。時刻をご確認ください。
busy-error-day = もう過ぎているか、離れすぎています。日付をご確認ください。
example-coach-busy = `/coach 予定 明日16時-17時 商談同行`、`/coach 予定 金曜`
undo-commitment = 予定
undo-commitment-removed = 予定の削除

# 1週間
week-head = *{ $ahead ->
    [yes] 来週({ $first }から{ $last })のロープレ
   *[no] { $first }から{ $last }のロープレ
 }* · { $count ->
    [0] 予定なし
   *[other] { $count }件
 }
week-day = { $today ->
    [yes] *{ $day }* · 今日
   *[no] *{ $day }*
 }
week-none = –
week-free = 空き: { $times }
week-away = 休暇
week-closed = { $ahead ->
    [yes] 来週はチームの休業日です。
   *[no] 今週はチームの休業日です。
 }
week-left = ロープレのない人: { $rep }さん({ $why })
week-loads = { $ahead ->
    [yes] *来週のメンター*
   *[no] *今週のメンター*
 }
week-load = { $mentor }さん: { $most }件中{ $given }件
week-open = ロープレを開く…
week-how = `/coach 来週` · 手動で入れるには `/coach ロープレ @名前 明日16時`
example-coach-week = `/coach 今週`、`/coach 来週`
