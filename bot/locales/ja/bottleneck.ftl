# いちばん効くことと、差の内訳

bottleneck-help = いちばん効くこと: { $step } (ここまで −{ $meetings }件){ $number ->
   *[other] {""}
 }
bottleneck-listed = { $step } (−{ $meetings }件){ $number ->
   *[other] {""}
 }
bottleneck-cost = これからいちばん効くこと: { $step } (その差は約{ $meetings }件でした){ $number ->
   *[other] {""}
 }
bottleneck-words = いちばん効くこと: 結果待ちの商談{ $waiting }件の入力 (うち約{ $held }件は実施済みの見込み)
bottleneck-back-calls = コールを{ $whose ->
    [team] チームのいつもの
   *[other] いつもの
 }1日{ $usual }件{ $whose ->
    [team] にする
   *[other] に戻す
 }
bottleneck-back-contact = 接触率を{ $whose ->
    [team] チームのいつもの
   *[other] いつもの
 }{ $usual }{ $whose ->
    [team] にする
   *[other] に戻す
 }
bottleneck-back-appointment = アポ率を{ $whose ->
    [team] チームのいつもの
   *[other] いつもの
 }{ $usual }{ $whose ->
    [team] にする
   *[other] に戻す
 }
bottleneck-back-by_email = メールでのアポを{ $whose ->
    [team] チームのいつもの
   *[other] いつもの
 }{ $usual }件{ $whose ->
    [team] にする
   *[other] に戻す
 }
bottleneck-back-timing = アポから商談までの早さを{ $whose ->
    [team] チームのいつもの
   *[other] いつもの
 }ペース(アポ1件あたり予定{ $usual }件){ $whose ->
    [team] にする
   *[other] に戻す
 }
bottleneck-back-held = 実施率を{ $whose ->
    [team] チームのいつもの
   *[other] いつもの
 }{ $usual }{ $whose ->
    [team] にする
   *[other] に戻す
 }

bottleneck-step-calls = コール
bottleneck-step-contact = 接触率
bottleneck-step-appointment = アポ率
bottleneck-step-by_email = メールでのアポ
bottleneck-step-timing = 時期(アポ1件あたりの予定)
bottleneck-step-held = 実施率

bottleneck-against-goal = *目標のペースと比べて*: 商談 { $before } → { $now } ({ $change })
bottleneck-against-usual = *これまでの3か月と比べて*(同じ営業日数): 商談 { $before } → { $now } ({ $change })
bottleneck-against-last_month = *前の月と比べて*(同じ営業日数): 商談 { $before } → { $now } ({ $change })
bottleneck-against-team = *チームの1人あたりと比べて*(同じ日数): 商談 { $before } → { $now } ({ $change })
bottleneck-part = • { $step }: { $effect } ({ $before } → { $now })
bottleneck-same = • 目立った違いはありません
bottleneck-note = 数字は商談(実施)の件数です。どの順に見ても、内訳の合計は全体の差と一致します。有効率はここに含めません。
bottleneck-waiting = 結果待ちの商談が{ $count }件あります。入力されるまでは、ここでは実施に数えません。
bottleneck-too-early = 月の最初の2営業日は、内訳を出すにはまだ早すぎます。
bottleneck-no-past = 比べるものがまだありません。目標も、これまでの月の実績もありません。
bottleneck-no-range = 内訳は月ごとに出せます。この期間では出せません。
bottleneck-button = 差の内訳
