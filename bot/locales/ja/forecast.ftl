# 月末の見込み

forecast-share = { $size ->
    [least] 1%未満
    [most] 99%以上
   *[other] { $percent }
 }
forecast-chance = 目標{ $goal }件に届く確率 *{ $share }*、月末の見込み{ $low }件
forecast-chance-range = 目標{ $goal }件に届く確率 *{ $share }*、月末の見込み{ $low }〜{ $high }件
forecast-range = 月末の見込み{ $low }〜{ $high }件
forecast-calls = 1日{ $calls }コールで、届く確率が80%になります{ $usual ->
    [none] {""}
   *[other] {" "}(最近は1日{ $usual }コール)
 }
forecast-calls-not-enough = コールを増やすだけでは80%に届きません(1日{ $most }コールでも届かず{ $usual ->
    [none] {""}
   *[other] 、最近は1日{ $usual }コール
 })。接触からのアポを増やす、商談を早めの日程で組む、予定の商談を確実に実施する、の3つが効きます
forecast-useful = 今から取るアポは平均{ $lag }営業日後なので、今月に入るのは{ $until }までです
forecast-late = 今から取るアポは平均{ $lag }営業日後なので、多くは来月の商談になります

# グラフ(書式なし)
forecast-chart-chance = 目標{ $goal }件に届く確率 { $share }
forecast-chart-likely = 見込み { $expected } ({ $low }〜{ $high })
