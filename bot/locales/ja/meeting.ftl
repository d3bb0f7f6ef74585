# 商談: 一覧、ボタン、記録したこと
meeting-head = { $count ->
    [0] 結果待ちの商談はありません。
   *[other] 結果待ちの商談が{ $count }件あります
 }
meeting-none-with-you = 担当する予定の商談はありません。予約が入るとここに表示されます。
meeting-none = 予定の商談はありません。「/log アポ 山田商事 明日14時」で予約できます。
meeting-none-own = ご自分の予定の商談はありません。
meeting-team = チームで結果待ちの商談が{ $count }件あります
meeting-show = 表示する
meeting-more = 続きを表示する
meeting-to-judge = 判定待ち
meeting-to-win = 有効・受注前
meeting-next = これからの商談
meeting-booked-by = { $rep } さん設定
meeting-which = どの「{ $lead }」の商談でしょうか。まだ何も記録していません。
meeting-help = /meeting だけで一覧が開きます。1行でも記録できます。

meeting-button-held = 実施
meeting-button-moved = リスケ…
meeting-button-no_show = ノーショー
meeting-button-cancelled = キャンセル
meeting-button-qualified = 実施・有効
meeting-button-unqualified = 実施・無効
meeting-button-not-held = 実施なし
meeting-button-won = 受注…
meeting-button-again = もう一度予約…

meeting-cancel-title = 商談をキャンセルしますか
meeting-cancel-text = { $lead }({ $when })をキャンセルとして記録します。日時が変わるだけのときは「リスケ」を使ってください。
meeting-cancel-yes = キャンセルになった

meeting-said-held = { $lead }({ $when })を実施として記録しました。
meeting-said-moved = { $lead }を{ $when }に変更しました(前の予定: { $before })。
meeting-said-no_show = { $lead }({ $when })をノーショーとして記録しました。予約し直して実施されれば1件として数えます。
meeting-said-cancelled = { $lead }({ $when })をキャンセルとして記録しました。
meeting-said-qualified = { $lead }({ $when })を実施・有効として記録しました。
meeting-said-unqualified = { $lead }({ $when })を実施・無効として記録しました。
meeting-said-won = { $lead }の受注を記録しました: { $amount }、{ $day }。
meeting-counts-in = { $month }分として数えます{ $count ->
    [0] {""}
   *[other] (実施{ $count }件)
 }。
meeting-closed-month = { $month }は締めているため、その月の横に記録し、率には含めません。
meeting-already = { $lead }({ $when })はすでに{ $what }として記録されています。何も変更していません。

happening-booked = 予約
happening-moved = リスケ
happening-held = 実施
happening-no_show = ノーショー
happening-cancelled = キャンセル
happening-qualified = 実施・有効
happening-unqualified = 実施・無効
happening-won = 受注
happening-corrected = 訂正

meeting-moved-title = 新しい日時
meeting-won-title = 受注
meeting-field-day = 日付
meeting-field-time = 時刻
meeting-field-amount = 金額
meeting-hint-amount = 1,200,000
meeting-field-won-on = 受注日
