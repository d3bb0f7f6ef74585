# /coach: 基準値に対する到達状況、卒業、ロープレ

coach-step-contact = 接触率
coach-step-appointment = アポ率
coach-step-call_to_appointment = コールからのアポ率
coach-step-held = 実施率
coach-step-qualified = 有効率
coach-rate-contact = コール→接触
coach-rate-appointment = 接触→アポ
coach-rate-call_to_appointment = コール→アポ
coach-rate-held = 予定→実施
coach-rate-qualified = 判定→有効

# 担当の新人
coach-head = *{ $learning ->
    [0] 練習中の人はいません
   *[other] 練習中{ $learning }名
 }* · 基準未満{ $below }名 · 卒業できる{ $ready }名 · 卒業済み{ $graduated }名
coach-no-reps = このチームにはまだインサイドセールスがいません。`/onpace メンバー` で追加できます。
coach-no-trainees = あなたをメンターとする人はまだいません。マネージャーが `/onpace メンバー` で設定できます。
coach-no-threshold = 基準値がまだないため、到達状況をお伝えできません。最初の基準値は `/coach 基準値 接触率 12%` で決められます。
coach-no-threshold-own = メンターがまだ基準値を決めていません。ご自分の数字は `/kpi me` で見られます。
coach-name = *{ $who }*
coach-name-day = *{ $who }* · { $day }営業日目
coach-name-graduate = *{ $who }* · 卒業済み
coach-rate-line = { $sign } { $step }: { $n }件中{ $k }件 { $rate } ({ $low }–{ $high })、基準{ $threshold }: { $standing }{ $trend }
coach-rate-none = { $sign } { $step }: まだ0件、基準{ $threshold }
coach-rate-anew = { $sign } { $step }: { $day }に数え直し({ $why })、その後まだ0件、基準{ $threshold }
coach-anew = { $day }から数え直し({ $why }): { $rates }
coach-anew-threshold = 基準値の変更
coach-anew-graduated = 卒業
coach-anew-relapsed = ロープレの再開
coach-anew-spared = 卒業のまま
coach-standing-below = 基準未満
coach-standing-unknown = まだ判断できません
coach-standing-ready = 到達
coach-trend-up = 、上向き
coach-trend-down = 、下向き
coach-expected-mix = { $rate } (このリードなら{ $own })
coach-button-open = 開く
coach-button-week = 今週のロープレ
coach-button-practice = ロープレを入れる…
coach-button-threshold = 基準値を決める
coach-how = 1名ずつ見るには `/coach @名前`、基準値は `/coach 基準値 アポ率 15%`
coach-explained = かっこ内は、10回に8回は本当の率が入る範囲です。「基準未満」「到達」はこれまでの数字による目安で、運だけでそうなることもあります。

# 1名
coach-own-head = *卒業までの道のり*
coach-way-head = 次のすべてが「到達」になると卒業です:
coach-way-done = ● { $step }: 到達
coach-way-open = ○ { $step }: { $bar }
coach-way-below = ▼ { $step }: 基準未満のため、練習を続けます
coach-way-no-gate = 卒業の判断には、20営業日で60件の記録が必要です。1件ごとに近づきます。
coach-way-ready = 判断できる率はすべて到達しています。卒業を確定できます。
coach-way-ready-own = すべて到達しています。メンターが卒業を確定できます。
coach-not-learning = 練習の対象ではありません。`/onpace メンバー` でメンターか開始日を設定すると対象になります。
coach-graduate = 卒業済みです。毎日のロープレはありません。数字は引き続き見守ります。
coach-relapse = 卒業後、{ $rates }が基準の半分ほどに下がっています。自動では予定を入れません。どうするかはお任せします。
coach-lately = うち直近20営業日の{ $step }: { $n }件中{ $k }件 { $rate } ({ $low }–{ $high })
coach-rests = 判断のもとになった率: { $rates }
coach-rests-not = まだ分からないため、含まれていない率: { $rates }。20営業日で{ $needed }件に達すると判断に加わります。
coach-rests-few = { $step }(これまで{ $count }件)
coach-button-graduate = 卒業を確定
coach-button-keep = まだ続ける…
coach-button-again = もう一度練習
coach-button-spare = このままで…
coach-kept-title = まだ続ける
coach-spared-title = 練習はしない
coach-field-reason = 理由
coach-hint-reason = 今日の数字と一緒に残ります。担当のメンターとマネージャーが「/coach @名前」で見られます。
coach-error-reason = 理由を一言ご記入ください。
coach-graduated = { $who }さんが卒業しました。今日の数字を記録し、ここから数え直します。
coach-kept = { $who }さんはロープレを続けます。理由を記録しました。
coach-relapsed = { $who }さんはもう一度ロープレをします。ここから数え直します。
coach-spared = { $who }さんは卒業のままです。理由を記録し、ここから数え直します。
coach-graduated-rep = 卒業です。{ $mentor }さんが確定しました。毎日のロープレはここまでです。お疲れさまでした。
coach-relapsed-rep = { $mentor }さんが、しばらくもう一度ロープレをしたいそうです。内容は `/coach` で見られます。
coach-graduated-back = { $mentor }さんが卒業の確定を取り消しました。これまでどおり練習が続きます。現在の到達状況は `/coach` で見られます。
coach-relapsed-back = { $mentor }さんがもう一度ロープレをする件を取り消しました。卒業のままで、毎日のロープレはありません。

# 基準値
coach-threshold-head = *いまの基準値*
coach-threshold-none = 基準値はまだありません。
coach-threshold-line = { $step }: { $rate }
coach-threshold-history = 設定の記録(新しい順):
coach-threshold-past = { $day }: { $step } { $rate }
coach-threshold-off = 基準なし
coach-threshold-how = 言葉でも決められます: `/coach 基準値 アポ率 15%`、`/coach 基準値 接触率 12% 12/1から`、`/coach 基準値 実施率 なし`
coach-threshold-kept = { $step }: { $day }から基準{ $rate }{ $was }。
coach-threshold-was = {" "}(これまで{ $rate })
coach-threshold-dropped = { $step }: { $day }から基準なし。
coach-threshold-restarts = この率は、その日から全員が数え直しになります。
coach-threshold-same = それまでと同じ基準値のため、数え直しはありません。
coach-threshold-counts = その前の90日間の記録も数に入ります。到達状況は `/coach` で見られます。
coach-threshold-ahead = それまでは今のままです。
coach-threshold-unchanged = 変更はありません。基準値は今のままです。
coach-threshold-title = 基準値
coach-field-from = いつから
coach-hint-from = 空欄の率には基準がなくなります。変えた率は、この日から数え直します。

example-coach = `/coach`、`/coach @名前`、`/coach ロープレ @名前 明日16時`、`/coach ヘルプ`
example-coach-own = `/coach` で卒業までの道のり(確定はメンターが行います)、`/coach 今週` であなたのロープレを見られます
example-coach-by-button = `/coach 今週` からロープレを選ぶと、承諾・時間の変更・見送り・中止のボタンがあります
example-coach-graduation = `/coach @名前` を開くと、判断できる率がすべて到達した時点でボタンが出ます
example-coach-threshold = `/coach 基準値 接触率 12%`、`/coach 基準値 アポ率 15% 12/1から`
example-coach-threshold-each = `/coach 基準値 接触率 12%`、`/coach 基準値 アポ率 15%`、`/coach 基準値 コールからアポ 2%`、`/coach 基準値 実施率 80%`、`/coach 基準値 有効率 60%`
undo-threshold = 基準値
undo-coach-graduated = 卒業
undo-coach-kept = 卒業の見送り
undo-coach-relapsed = ロープレの再開
undo-coach-spared = 卒業のまま
refusal-already-graduated = { $has_by ->
    [no] { $rep }さんはすでに卒業しています。今の状況は `/coach @名前` で見られます。
   *[other] { $rep }さんはすでに卒業しています（{ $by }さんが確定しました）。今の状況は `/coach @名前` で見られます。
 }
refusal-bad-rate = 「{ $word }」は割合として記録できません。0.1%から95%の間で入力してください。例: 12%。{ refusal-nothing }

# ロープレの頻度
rhythm-head = *ロープレの頻度*
rhythm-new = { $count ->
    [0] 新人: ほかの人と同じ
   *[other] 新人: 最初の{ $count }営業日は毎日
 }
rhythm-unknown = その後、まだ判断できないあいだ: { $often }
rhythm-below = 基準未満: { $often }
rhythm-often = { $often ->
    [daily] 毎営業日
    [never] 自動では組まない
   *[some] 週{ $count }回
 }
rhythm-days = { $count ->
    [0] なし
   *[other] { $count }営業日
 }
rhythm-how = 言葉でも決められます: `/coach 頻度 新人 15日`、`/coach 頻度 判断前 週3回`、`/coach 頻度 基準未満 毎日`、`/coach 頻度 標準`
rhythm-from-now = 次に予定を組む朝から反映されます。すでに入っている予定はそのままです。
rhythm-same = 変更はありません。すでにこの設定です。
rhythm-button = 頻度…
rhythm-title = ロープレの頻度
rhythm-form-head = この頻度で自動的に予定を組みます。手動ではいつでも追加できます。
rhythm-field-new = 新人は毎日、何日間行いますか
rhythm-field-unknown = まだ判断できないあいだ
rhythm-field-below = 基準未満
refusal-bad-rhythm = 「{ $word }」はロープレの頻度として読み取れませんでした(新人は250営業日まで、その後は週0〜7回)。例: `/coach 頻度 新人 15日`、`/coach 頻度 基準未満 毎日`。{ refusal-nothing }
