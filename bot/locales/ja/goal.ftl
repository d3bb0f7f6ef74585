# /goal: チームの目標

goal-head = *{ $month }の目標*
goal-team = チーム: 商談 { $meetings } · 有効率 { $qualified } · 売上 { $revenue }
goal-team-summed = チームの商談目標は、メンバーの目標の合計です。
goal-each = メンバー各自(満額): 商談 { $meetings } · 有効率 { $qualified } · 売上 { $revenue }
goal-yours = あなた: 商談 { $meetings } · 有効率 { $qualified } · 売上 { $revenue }
goal-rep = { $who }: { $meetings } · { $qualified } · { $revenue }
goal-meetings = { $count }件
goal-set-by = 目標はマネージャーが設定します{ $people ->
    [0] 。
   *[other] ({ $managers })。
 }
goal-how = 言葉でも設定できます: `/goal チーム 商談 300`、`/goal 各自 商談 30`、`/goal @hana 商談 20`、`/goal 有効率 60%`、`/goal 売上 1200万 12月`
goal-button-form = 目標を設定
goal-button-backwards = 売上から逆算…
goal-button-each = 各自の目標を{ $each }にする
goal-button-keep = 目標にする
goal-button-count = 計算する

goal-for-team = チーム { $team }
goal-for-each = メンバー各自(満額)
goal-kept-meetings = { $who }: 商談の目標を月{ $value }にしました({ $month }から)。
goal-kept-qualified = { $who }: 有効率の目標を{ $value }にしました({ $month }から)。
goal-kept-revenue = { $who }: 売上の目標を月{ $value }にしました({ $month }から)。
goal-per-rep = { $reps }人なので、1人あたり{ $each }です{ $rounded ->
    [yes] (端数は切り上げ)。
   *[no] 。
 }
goal-said-meetings = 商談 { $count }
goal-unchanged = 変更はありません。目標は前のままです。

# 売上からの逆算
goal-chain-head = *{ $month }に必要なこと* (直近3か月のチームの率で計算)
goal-chain-revenue = 売上 { $revenue }
goal-chain-won = → 受注 { $count }件 (単価 { $rate })
goal-chain-meetings = → 商談実施 { $count }件 (受注率 { $rate })
goal-chain-appointments = → アポ { $count }件 (実施率 { $rate })
goal-chain-contacts = → 接触 { $count }件 (アポ率 { $rate })
goal-chain-calls = → { $count }コール (接触率 { $rate }): *1営業日あたり{ $each }コール*
goal-missing-deal = 単価がわかりません。直近3か月に受注がないためです。単価を添えてください: `/goal 売上から 1億 単価 250万`
goal-missing-meetings = ここから先はまだ計算できません。直近3か月に受注した商談がなく、受注率がわからないためです。
goal-missing-appointments = ここから先はまだ計算できません。直近3か月に実施した商談がなく、実施率がわからないためです。
goal-missing-contacts = ここから先はまだ計算できません。直近3か月に接触からのアポがなく、アポ率がわからないためです。
goal-missing-calls = ここから先はまだ計算できません。直近3か月にコールからの接触がなく、接触率がわからないためです。

# フォーム
goal-form-title = 目標
goal-backwards-title = 売上から逆算
goal-field-month = いつから
goal-hint-month = 目標は、次に設定するまで翌月以降も続きます。空欄の項目はそのままです。
goal-field-team-meetings = チーム: 月の商談実施数
goal-field-each-meetings = メンバー各自: 月の商談実施数(満額)
goal-field-team-qualified = 有効率
goal-field-team-revenue = チーム: 月の売上
goal-field-each-revenue = メンバー各自: 月の売上(満額)
goal-field-revenue = 1か月の売上
goal-hint-revenue = 例: 100,000,000、1億
goal-field-deal = 受注単価
goal-hint-deal = 空欄のときは、直近3か月のチームの平均を使います
goal-error-meetings = 商談の件数を入れてください。例: 300
goal-error-qualified = 割合を入れてください。例: 60%
goal-error-revenue = 金額を入れてください。例: 12,000,000
goal-error-money = 0より大きい金額を入れてください。例: 12,000,000

example-goal = `/goal チーム 商談 300`、`/goal @hana 商談 30`、`/goal 有効率 60%`
example-goal-backwards = `/goal 売上から 1億`
