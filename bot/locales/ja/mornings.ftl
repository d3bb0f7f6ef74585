# こちらからお知らせするロープレ: 毎朝、開始前、実施できなくなったとき

morning-head = *今日のロープレ* · { $day }
morning-no-figures = まだ判断に使える数字がありません。
morning-anew = 今日基準値が変わり、ここから数え直します。まだ判断に使える数字がありません。
morning-new = { $day }営業日目。最初の{ $days }営業日は毎日練習します。
morning-instead = *今日のロープレの追加: { $count }件*。中止になったロープレの代わりです。
morning-free = *今日のロープレの追加: { $count }件*。時間が空いたため、組めていなかった人のロープレを入れました。
morning-unserved-later = *今日のロープレがなくなった人: { $count }名*。予定していたロープレが中止になり、組み直せませんでした。
morning-unserved = *今日ロープレを組めなかった人: { $count }名*
morning-unserved-one = { $rep }さん: { $why }
morning-unserved-rest = ほかに次の人も組めませんでした。`/coach ロープレ @名前` で一人ずつ入れられます。
    { $names }
morning-why-no_mentor = このチームにはほかにメンターがいません。マネージャーが `/onpace メンバー` で決められます。
morning-why-away = 今日はメンター全員が不在です。
morning-why-no_hours = この曜日にロープレの時間を設けているメンターがいません。`/coach 稼働` で決められます。
morning-why-too_late = 今日のロープレの時間がもう残っていません。
morning-why-full = 今日はメンター全員の予定がいっぱいです。
morning-why-no_common_time = 今日は二人とも空いている時間がありません。
morning-why-called_off = 担当のメンターが取りやめ、今日はほかに時間の合うメンターがいません。
morning-button-schedule = 予定を入れる…
morning-trainees = *担当の新人{ $count }名の到達状況*
morning-trainees-others = *そのほかの担当の新人{ $count }名の到達状況*
morning-trainee = { $name }: { $rate }
morning-waiting = *採点を待っているロープレ: { $count }件*
morning-away = 今日は休みのためロープレなし: { $names }

morning-rep = *今日のロープレ: { $at } { $mentor }さんと*
    「{ $title }」{ $minutes }分
morning-rep-rate = { $step }: { $n }件中{ $k }件 ({ $rate })、基準{ $threshold }
morning-rep-new = { $first ->
    [yes] 数字はこれからで大丈夫です。ここから始めましょう。今日は{ $day }営業日目、最初の{ $days }営業日は毎日1回練習します。
   *[no] いま練習がいちばん効くところです。今日は{ $day }営業日目、最初の{ $days }営業日は毎日1回練習します。
 }
morning-rep-below = いま練習がいちばん効くところです。{ $often }、一緒に見直します。
morning-rep-kept = 数字は基準に到達しています。メンターの判断で、{ $often }の練習を続けます。
morning-rep-unknown = まだ判断できる件数ではありません。{ $often }の練習で一緒に確かめていきます。

morning-soon = *{ $at } { $who }と*: まもなくロープレです。「{ $title }」
morning-soon-brief = { $text }
morning-off-away = { $when }のロープレは行われません。{ $who }さんはその日お休みです。
morning-off-left = { $when }のロープレは行われません。{ $who }さんはロープレの担当や対象から外れました。
morning-off-closed = { $when }の{ $who }とのロープレは行われません。その日はチームの休業日です。

morning-file-on = { $count ->
    [1] カレンダー用: { $when }のロープレ
   *[other] カレンダー用: 今日のロープレ{ $count }件
 }
morning-file-off = { $count ->
    [1] カレンダー用: { $when }のロープレは中止になりました。ファイルを開くと予定が消えます。
   *[other] カレンダー用: 同じ日のロープレ{ $count }件が中止になりました。ファイルを開くと予定が消えます。
 }
morning-file-title-on = ロープレ { $when }
morning-file-title-off = ロープレ中止 { $when }
morning-event = ロープレ: { $who }さん

morning-ready = *{ $who }さんは卒業できます*: これまでの数字では、判断に使う率がすべて基準に到達しています。たまたま好調な時期ということもありますので、最後はご判断ください。
morning-fallen = *{ $who }さん*: 卒業後、最近になって率が基準の半分ほどに下がっています。下の数字は卒業後の全体です。自動では予定を入れません。
