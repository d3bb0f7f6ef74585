# /kpi: 自分とチームの数字

kpi-head = *{ $period }* · { $who }
kpi-who = { $who }
kpi-you = あなたの数字
kpi-range = { $first }〜{ $last }
kpi-complete = データは{ $when }まで · { $waiting }
kpi-waiting = { $count ->
    [0] 結果待ちの商談はありません
   *[other] 結果待ちの商談{ $count }件
 }
kpi-nothing-entered = まだ何も入力されていません。
kpi-picture-follows = グラフはOnPaceとのDMに届きます。
kpi-picture-here = グラフはこのあと届きます。

# 目標に対する商談
kpi-held-of = 商談 { $held }件 / 目標{ $goal }件
kpi-held = 商談 { $held }件
kpi-pace-behind = ペース{ $expected }、{ $off }件遅れ
kpi-pace-ahead = ペース{ $expected }、{ $off }件先行
kpi-pace-even = ペース{ $expected }、ちょうどペース通り
kpi-pace-not-begun = 最初の営業日はこれからです
kpi-reached = 目標に届きました
kpi-final = 最終結果: 目標の{ $percent }
kpi-no-goal = 商談の目標がまだないため、ペースは出せません。目標はマネージャーが設定します{ $people ->
    [0] {""}
   *[other] ({ $managers })
 }。
kpi-goal-example = `/goal チーム 商談 30`
kpi-goal-example-rep = `/goal { $who } 商談 30`
kpi-no-goal-manager = 商談の目標がまだないため、ペースは出せません。設定の例: { $example }
kpi-goal-zero = 商談の目標は0件なので、ペースはありません。
kpi-no-goal-range = 目標は月ごとに決めるため、この期間にはありません。
kpi-booked-ahead = 予約済み { $count }件 (これから実施)
kpi-needed = 残り{ $days }営業日: 1日{ $each }件の実施が必要です
kpi-no-days-left = 今月の営業日は残っていません。目標まで{ $missing }件です。
kpi-not-begun = この期間はこれからです。{ $count ->
    [0] 予約はまだありません
   *[other] 予約は{ $count }件です
 }。
kpi-future-goal = 目標は{ $goal }件です。
kpi-empty = この期間の記録はありません。{ $open ->
    [yes] 最初のコールは `/log` で記録できます。
   *[no] {""}
 }

# ファネル
kpi-calls = { $count ->
    [0] この期間のコールはありません
   *[other] { $count }コール
 }
kpi-contacts = → 接触{ $count }{ $rate }
kpi-appointments = → アポ{ $count }{ $rate }{ $email ->
    [0] {""}
   *[other] 、うちメール{ $email }
 }
kpi-due = → 実施{ $held } / 予定{ $due }{ $rate }{ $waiting ->
    [0] {""}
   *[other] 、結果待ち{ $waiting }
 }
kpi-qualified = → 有効{ $qualified } / 判定済み{ $judged }{ $rate }{ $pending ->
    [0] {""}
   *[other] 、判定待ち{ $pending }
 }
kpi-none-judged = → 判定はまだありません{ $pending ->
    [0] {""}
   *[other] (判定待ち{ $pending })
 }
kpi-rate = {" "}({ $percent }、{ $low }–{ $high })
kpi-rate-bare = {" "}({ $percent })
kpi-won = 受注 { $money } ({ $count }件){ $goal }
kpi-won-goal = {" "}/ 目標{ $goal }
kpi-score = スコア *{ $score }* ({ $weights }): 商談 { $meetings } · 有効率 { $qualified } · 売上 { $revenue }
kpi-score-left-out = 「–」はスコアに含めていません(目標がない、または判定がまだありません)。
kpi-more-inbound = 着信 { $inbound } · 発信 { $outbound }
kpi-more-talk = 通話 { $talk } · 後処理 { $wrap }
kpi-more-email = メール: 送信{ $sent } · 開封{ $opened } · クリック{ $clicked }
kpi-more-work = 電話以外の仕事 { $minutes }分
kpi-call-to-appointment = コール→アポ{ $rate }
kpi-close-rate = 実施→受注{ $rate }

# チャネル別・メンバー別・担当別
kpi-by-source = *チャネル別*
kpi-by-rep = *メンバー別*
kpi-by-rep-some = *メンバー別* (表示できる{ $count }人)
kpi-by-ae = *フィールドセールス別*
kpi-waits = 、結果待ち{ $count }
kpi-source-line = *{ $source }*: 実施{ $held }{ $mark }{ $waits }
    { $calls }コール → 接触{ $contacts } → アポ{ $appointments }
kpi-source-short = { $source }: 実施{ $held }{ $mark }{ $waits }
kpi-mark = {" "}({ $to ->
    [goal] 目標
   *[pace] ペース
 }{ $mark }、{ $off })
kpi-rep-line = { $who }: 実施{ $held }{ $goal }{ $off }
kpi-rep-goal = {" "}/ 目標{ $goal }
kpi-rep-off = 、{ $to ->
    [goal] 目標比
   *[pace] ペース
 }{ $off }
kpi-rep-score = 、スコア{ $score }
kpi-ae-line = *{ $who }*: 実施{ $held }{ $due ->
    [0] {""}
   *[other] {" "}/ 予定{ $due }{ $share }
 }{ $waits } · { $judged ->
    [0] 判定はまだありません
   *[other] 有効{ $qualified } / 判定済み{ $judged }{ $rate }
 }{ $pending ->
    [0] {""}
   *[other] 、判定待ち{ $pending }
 }{ $won ->
    [0] {""}
   *[other] {" "}· 受注 { $money }
 }
kpi-balance = *アポの割り振り*
kpi-balance-line = { $who }: { $given }件、割り当て{ $share }件 ({ $off })
kpi-balance-next = 次は { $who } さんの番です。
kpi-more-people = ほか{ $count }人
kpi-no-ae = 担当なし
kpi-leads-left = *残りのリード*: { $count ->
    [0] なし(リストの全件にコールか商談の記録があります)
   *[other] コールの記録がまだないもの{ $count }件 ({ $sources })
 }
kpi-leads-source = { $source }{ $count }
kpi-nobody-shown = 個人の数字はマネージャーに、担当するメンバーの分はメンターにも表示されます。公開範囲は `/onpace 設定` で変えられます。
kpi-no-rows = この期間の記録はありません。

# ボタン
kpi-button-share = 共有
kpi-button-source = チャネル別
kpi-button-reps = メンバー別
kpi-button-funnel = ファネル
kpi-button-last-month = 先月
kpi-button-month-before = { $month }
kpi-button-this-month = 今月
kpi-button-definitions = 数え方
kpi-share-title = この数字を共有しますか?
kpi-share-ask-channel = このチャンネルの全員に見える形で、文とグラフを投稿します: { $what }
kpi-share-ask-team = チームのチャンネルの全員に見える形で、文とグラフを投稿します: { $what }
kpi-share-what = { $name }、{ $period }
kpi-share-yes = 共有する
kpi-shared = { $channel } に共有します: { $what }(グラフ付き)。投稿できないときは、OnPaceとのDMでお知らせします。
kpi-shared-by = { $who } さんが共有
kpi-share-nowhere = ここには共有先のチャンネルがありません。チャンネルで `/kpi` と入力するか、`/onpace 設定` でチームのチャンネルを決めてください。

# グラフ(書式なし)
kpi-chart-pace = 商談 { $count }件
kpi-chart-who = { $who }{" "}
kpi-chart-behind = {" "}— ペースより{ $off }件遅れ
kpi-chart-ahead = {" "}— ペースより{ $off }件先行
kpi-chart-even = {" "}— ペース通り
kpi-chart-final = {" "}— 目標の{ $percent }
kpi-chart-under-goal = 目標{ $goal }件
kpi-chart-asof = { $when }時点
kpi-chart-waiting = 結果待ち{ $count }件
kpi-chart-held = 実施 { $count }
kpi-chart-goal = 目標 { $goal }
kpi-chart-expected = ペース { $expected }
kpi-chart-shortfall = −{ $off }
kpi-chart-coming = 予約 +{ $count }
kpi-chart-empty = この期間の商談はまだありません
kpi-chart-not-begun = この期間はこれからです
kpi-chart-source = チャネル別
kpi-chart-reps = メンバー別
kpi-chart-funnel = { $calls }コール、商談 { $held }件
kpi-chart-mark = { $to ->
    [goal] 目標
   *[pace] 今日までのペース
 }
kpi-chart-rate = 率
kpi-chart-funnel-empty = この期間のコールも商談もまだありません
kpi-stage-calls = コール
kpi-stage-contacts = 接触
kpi-stage-appointments = アポ
kpi-stage-due = 予定
kpi-stage-held = 実施
kpi-stage-qualified = 有効
kpi-alt-rate = ({ $rate }、{ $interval })

# 数字の意味
kpi-definitions = *数え方*
    • *コール*: 発信1回、または着信1回。
    • *接触*: 担当者と話せたコール(接触・再コール・お断り・アポ)。接触率 = 接触 ÷ コール。
    • *アポ*: 決まった商談。決めた日に数えます。メールで決めたアポはコールに数えません。アポ率 = コールからのアポ ÷ 接触。
    • *予定*: 最新の日時が過ぎた商談。実施率 = 実施 ÷ 予定。
    • *商談(実施)*: 実施した月に、アポを取った人の件数として数えます。何度リスケしても1件です。
    • *有効率*: 有効 ÷ 判定済み(実施した月)。判定待ちは横に示し、無効としては数えません。
    • *売上*: アポを取った商談からの、この月の受注額。
    • *ペース*: 目標 × 経過した営業時間 ÷ 月の営業時間。0.9を下回ると遅れです。
    • *届く確率*: 実施した商談、予約済みの商談(それぞれ今月中に実施される確率をかけたもの)、直近40営業日のペースで今から入るアポから計算します。横の見込みの範囲には、5か月のうち4か月が収まります。
    • *スコア*: 3つのKPIの「実績 ÷ 目標」の加重平均。目標がない、または判定がないKPIは除き、「–」と表示します。
    • 率の横の *(12–19)*: ウィルソンの95%区間。件数が少ないほど広くなります。
kpi-visibility = { $visibility ->
    [open] 個人の数字は、チームの全員が見られます。
    [top_n] 個人の数字は、本人・メンター・マネージャーが見られます。上位{ $count }位はチームの全員が見られます。
   *[private] 個人の数字は、本人・メンター・マネージャーが見られます。
 }
example-kpi = `/kpi 自分`、`/kpi チーム 先月`、`/kpi @hana`
