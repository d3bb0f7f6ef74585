# チームへの投稿: 一覧、フォーム、プレビュー
post-head = *{ $team } の投稿と通知*
    それぞれの「⋯」から、今の内容を見る・変更・オンとオフ
post-name = { $job ->
    [brief] 朝のまとめ
    [coaching] メンターの朝のまとめ
    [numbers] チームの数字
    [warning] ペースのお知らせ
    [board] ライブボード
    [verdict] 有効判定のお願い
    [outcome] 商談結果のお願い
    [gap] 入力漏れのお知らせ
    [drop] 流入経路の急減
   *[close] 月の締め
 }
post-to = { $job ->
    [brief] インサイドセールスそれぞれのDM
    [coaching] メンターそれぞれのDM
    [numbers] チームのチャンネル
    [warning] 本人のDM、チーム全体の数字はチャンネル
    [board] チームのチャンネル(1つのメッセージを更新)
    [verdict] フィールドセールスのDM
    [outcome] 担当のインサイドセールスのDM
    [gap] 本人のDM
    [drop] マネージャーのDM
   *[close] マネージャー、それぞれの分は本人のDM
 }
post-line = *{ $name }* – { $to }{ $on ->
    [yes] {""}
   *[no] {" "}· オフ
 }
post-when = { $times } · { $days }
post-every-day = 営業日は毎日
post-when-close = 翌月の第{ $day }営業日 · { $times }
post-when-at-once = { $job ->
    [warning] ペースが{ $behind }を下回ったとき、{ $ahead }に戻ったとき、すぐに
    [board] 変更から数秒以内に更新
   *[outcome] 商談の時刻が過ぎたとき
 }
post-where = { $channel } · { $language }
post-no-channel = チャンネル未設定
post-next = 次回: { $when }
post-waits = 通知しない時間({ $from }–{ $until })にかかるため、{ $until }まで待ってから届きます。
post-never = 通知しない時間({ $from }–{ $until })にかかり、終わるころには用が済んでいるため、{ $times }の分は届きません。
post-no-day = この先{ $days }日間、選んだ曜日にチームの営業日がないため、何も投稿されません。
post-hours-wait = { $until }まで待ってから届くもの: { $names }
post-hours-never = 届かなくなるもの: { $names }。通知しない時間({ $from }–{ $until })が終わるころには用が済んでいます。
post-hours = *通知しない時間* { $quiet } · *遅れた投稿を出す範囲* { $window }以内 · *月の締め* 翌月の第{ $day }営業日
post-hours-quiet = { $from }–{ $until }
post-hours-none = なし
post-how = 言葉でも変更できます: `/onpace 投稿 数字 12:00 18:00 月〜木`、`/onpace 投稿 入力漏れ オフ`、`/onpace 投稿 夜間 20:00-8:00`。すべての例: `/onpace ヘルプ 投稿`
post-kept = 保存しました。これからは次の通りです:
post-all-off = すべての投稿をオフにしました。
post-all-on = すべての投稿をオンにしました。
post-all-same = 変更はありません。
post-all-state = { $kind ->
    [none] { $all }件すべてがオンです。
    [all] { $all }件すべてがオフです。
   *[some] { $all }件中{ $off }件がオフです: { $names }
 }
undo-setting-post = 「{ $name }」の設定の変更
post-same = すでにこの通りです:

post-button-list = 投稿の一覧
post-button-change = 変更…
post-button-preview = 今の内容を見る
post-button-on = オンにする
post-button-off = オフにする
post-button-hours = 通知しない時間…
setup-menu-posts = 投稿と通知…
setup-settings-posts = 投稿と通知: { $all }件中{ $on }件がオン · 通知しない時間 { $quiet }

# フォーム
setup-post-title = 投稿
setup-post-hours-title = 通知しない時間
post-field-wanted = この投稿
post-wanted-on = オン
post-wanted-off = オフ
post-field-times = 時刻
post-hint-time = 1つ。例: 9:00
post-hint-times = 1つ、またはいくつか。例: 12:00 18:00
post-field-days = この曜日だけ
post-hint-days = 営業日のうちで選びます。選ばないときは毎営業日です。
post-field-channel = チャンネル
post-hint-channel = 空欄のときはチームのチャンネル
post-field-language = 言語
post-language-team = チームと同じ
post-error-times = 12:00 18:00 のように、1日6回までの時刻を入れてください。
post-field-lines = お知らせする線と、解除する線
post-hint-lines = 今の時点の目安に対する割合です(例: 85% 100%)。達成の確率が50%以上ならお知らせせず、60%以上で解除します。
post-error-lines = 85% 100% のように、割合を1つか2つ入れてください。1つ目は2つ目より小さく、2つ目は120%までです。
post-error-once = この投稿は多くても1日1回です。9:00 のように時刻を1つ入れてください。
post-error-closed = ロープレは、チームの営業が終わる{ $hour }より前に組みます。8:45 のように早い時刻を入れてください。
post-field-quiet-from = 通知しない時間(開始)
post-field-quiet-until = 通知しない時間(終了)
post-hint-quiet = 同じ時刻にすると、通知しない時間はなくなります。この間の通知は、終わってから届きます。
post-field-window = 時刻に間に合わなかった投稿を出す範囲
post-field-closing = 月の締め
post-closing-day = 翌月の第{ $count }営業日

# プレビュー
post-preview-channel = *{ $name }*: 今なら { $channel } に次の内容が投稿されます。このプレビューが見えているのはあなただけです。
post-preview-people = *{ $name }*: 今なら{ $count }人{ $channel ->
    [yes] とチームのチャンネル
   *[no] {""}
 }に届きます。このプレビューが見えているのはあなただけです。{ $shown ->
    [own] 次はあなたに届く内容です。
    [some] 次は最初の{ $few }件です。
   *[all] {""}
 }
post-preview-nobody = *{ $name }*: 今お伝えすることのある人はいないため、何も投稿されません。
post-preview-told = *{ $name }*: すでにお伝え済みのため、今は新しく投稿されません。このプレビューが見えているのはあなただけです。{ $shown ->
    [own] 次はあなたに届いている内容の現在の表示です。
    [some] 次は最初の{ $few }件の現在の表示です。
   *[all] 次は現在の表示です。
 }
post-preview-known = { $how ->
    [behind] ペースが遅れていて、すでにお伝えした相手: { $who }
    [sent] すでにお伝えした相手: { $who }
   *[asked] 今日すでにお願いした相手(メッセージは最新の内容に更新されます): { $who }
 }
post-preview-since = { $who }({ $when }から)
post-preview-example = *{ $name }*: 今お伝えすることはないため、何も投稿されません。次の内容は{ $made ->
    [month] { $month }の数字を使った例です。
   *[up] 例で、実際に下がったものはありません(数字は架空です)。
 }見えているのはあなただけで、誰にも送られません。
post-preview-example-to = *例* – { $who } あて
post-preview-no-channel = *{ $name }*: チームのチャンネルがまだないため、何も投稿されません。「変更…」で選べます。
post-preview-not-planned = *{ $name }*: 今日のロープレはまだ組まれていません。営業日の{ $at }に組まれます。
post-preview-off = いまはオフです。オンにするまで投稿されません。
post-practices-daily = ロープレはどの営業日にも組まれます。この投稿がない日は、担当と本人にそれぞれの予定だけが届き、一覧は届きません。
post-practices-go-on = ロープレはこれまでどおり組まれ、担当と本人にそれぞれの予定だけが届きます。一覧と採点のお願いは届きません。採点待ちは `/coach 採点` で見られます。組まないようにするには: `/coach 頻度 新人 なし、判断前 なし、基準未満 なし`
post-preview-day-off = 今日はチームの休みの日なので、自動では投稿されません。
post-preview-quiet = いまは通知しない時間です。個人には{ $when }に届きます。
post-preview-never = いまは通知しない時間({ $when }まで)です。終わってからでは役に立たないため、送られません。
post-preview-to = { $who } あて
post-preview-buttons = ボタン: { $labels }

refusal-bad-post = { $why ->
    [time] 「{ $word }」は時刻として読み取れませんでした。例: `/onpace 投稿 数字 12:00 18:00`。
    [many] 1日6回までです。例: `/onpace 投稿 数字 12:00 18:00`。
    [once] この投稿は多くても1日1回のため、時刻は1つだけ選べます。例: `/onpace 投稿 { $what ->
        [brief] 朝のまとめ
        [coaching] メンター
        [verdict] 判定
        [gap] 入力漏れ
        [drop] 流入経路
       *[close] 締め
     } 9:00`。
    [closed] その時刻にはチームの営業が終わっているため、ロープレを組めません。例: `/onpace 投稿 メンター 8:45`。
    [at_once] この投稿は何かが起きたときに届くため、時刻は決められません。オフにはできます: `/onpace 投稿 { $what ->
        [warning] ペース
        [board] ライブボード
       *[outcome] 結果
     } オフ`。
    [days] この投稿は曜日を選べません。例: `/onpace 投稿 数字 月〜木`。
    [personal] この投稿はそれぞれのDMに本人の言語で届くため、チャンネルや言語は選べません。例: `/onpace 投稿 数字 日本語`。
    [channel] 「{ $word }」がどのチャンネルか分かりませんでした。`/onpace 投稿` の「変更…」から選んでください。
    [lines] 「{ $word }」はペースのお知らせの線にできません。1つ目は2つ目より小さく、2つ目は120%までです。例: `/onpace 投稿 ペース 0.85 1.0`、`/onpace 投稿 ペース 85%`。
    [quiet] 「{ $word }」は時間帯として読み取れませんでした。例: `/onpace 投稿 夜間 20:00-8:00`、なしにするときは `/onpace 投稿 夜間 なし`。
    [window] 「{ $word }」は5分から24時間の間で入れてください。例: `/onpace 投稿 遅れ 2時間`。
   *[closing_day] 「{ $word }」は1から20の営業日で入れてください。例: `/onpace 投稿 締め 5`。
 }{ refusal-nothing }
example-onpace-posts = `/onpace 投稿`、`/onpace 投稿 数字 12:00 18:00`、`/onpace 投稿 入力漏れ オフ`
