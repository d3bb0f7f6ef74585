# 記録: パッド、フォーム、返信
log-recorded = { $what }を記録しました。
log-recorded-with = { $what }を記録しました: { $details }。
log-several = { $what } { $count }件
log-name = { $name }
log-at = { $when }
log-call-back = { $when } に再コール
log-with = 担当 { $ae }
log-by-email = メールで獲得
log-talk = 通話{ $time }
log-wrap-up = 後処理{ $time }
log-work = 電話以外の仕事 { $time }
log-email_sent = メール送信 { $count }件
log-email_opened = メール開封 { $count }件
log-email_clicked = メールのリンククリック { $count }件
log-new-lead = 「{ $lead }」は新しいリードです。
log-ae-turn = 担当は順番で { $ae } さんにしました。
log-another-ae = 別の担当者
log-today = 今日は{ $calls }コール・接触{ $contacts }・アポ{ $appointments }。
log-that-day = { $day }は{ $calls }コール・接触{ $contacts }・アポ{ $appointments }。
log-month = 今月の商談: 実施{ $held }・予約{ $booked }{ $later ->
    [0] {""}
   *[other] (うち今月中{ $within })
 }。
log-closed-day = { $day }はチームの休業日です。
log-becomes = { $day }に実施されると{ $number }件目になります。
log-help = 1行で記録できます。/log だけで記録パッドが開きます。

pad-no_answer = 不在
pad-gatekeeper = 受付
pad-contact = 接触
pad-callback = 再コール
pad-not_interested = お断り
pad-wrong_number = 番号違い
pad-appointment = アポ…
pad-name-no_answer = 不在
pad-name-gatekeeper = 受付
pad-name-contact = 接触
pad-name-callback = 再コール
pad-name-not_interested = お断り
pad-name-appointment = アポ
pad-name-wrong_number = 番号違い
pad-call-back = { $lead } { $when }

which-lead = どの「{ $lead }」でしょうか。まだ何も記録していません。
which-new-lead = 新しいリード「{ $lead }」
log-twice = すでに予約されています: { $meeting }。新しくは何も記録していません。別の商談でしょうか。
log-twice-elsewhere = 別のチームですでに予約されています: { $lead }、{ $when }。新しくは何も記録していません。別の商談でしょうか。
log-twice-yes = 別の商談として予約する

log-form-title = コールを記録
log-form-correct = 記録を直す
log-field-outcome = 結果
log-field-lead = リード
log-hint-lead = 会社名またはお名前
log-field-direction = 発信・着信
log-field-day = アポ・再コールの日
log-hint-day = 再コールで日を入れないときは今日になります。
log-field-time = 時刻
log-field-ae = 担当者(フィールドセールス)
log-field-by-email = コールなし
log-box-by-email = メールで獲得した
log-field-source = チャネル
log-field-new-source = ほかのチャネル
log-field-talk = 通話(分)
log-field-wrap-up = 後処理(分)
log-field-notes = メモ
log-field-count = 件数
log-field-activity = 内容
log-field-on = 行った日
log-error-minutes = 「5」や「1時間30分」のように時間を入力してください。
log-error-count = 1以上の数を入力してください。
log-error-outcome = コールの結果を選んでください。
log-error-lead = アポには会社名かお名前が必要です。
log-error-day = アポには日付が必要です。
log-error-time = アポには時刻が必要です。
