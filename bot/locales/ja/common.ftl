# どこでも使うボタンとフォームの言葉
undo = 取り消す
correct = 直す
save = 保存
cancel = キャンセル
leave-it = このままにする
details = 詳細…
none = –
today = 今日
yesterday = 昨日
tomorrow = 明日
separator = 、
between = {""}
dot = {" "}·{" "}
and-more = ほか{ $count }件
quoted = 「{ $words }」

outcome-no_answer = 不在
outcome-gatekeeper = 受付
outcome-contact = 接触
outcome-callback = 再コール
outcome-not_interested = お断り
outcome-appointment = アポ
outcome-wrong_number = 番号違い

direction-outbound = 発信
direction-inbound = 着信

activity-email_sent = メール送信
activity-email_opened = メール開封
activity-email_clicked = メールのリンククリック
activity-work_minutes = 電話以外の仕事(分)

role-rep = インサイドセールス
role-mentor = メンター
role-manager = マネージャー
role-ae = フィールドセールス

source-web = ウェブ
source-webinar = セミナー
source-referral = 紹介
source-outbound = アウトバウンドリスト
source-list = アウトバウンドリスト
source-event = 展示会
source-outbound-list = アウトバウンドリスト
source-ad = 広告
source-download = 資料請求
source-newsletter = メルマガ
source-partner = 代理店
source-unknown = チャネルなし

unnamed-lead = 名前なし

held-earlier = 早めに実施した
open-pad = 記録パッドを開く
left-alone = 何も変更していません。
correct-amount = 金額を直す…
