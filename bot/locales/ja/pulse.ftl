pulse-warn = { $part ->
    [morning] 午前中に
    [afternoon] 午後に
   *[evening] 夕方に
}ペースを下回りました: 実施{ $held }件、今の時点の目安は{ $expected }件です。{ $chance }
pulse-clear = ペースに戻りました: 実施{ $held }件、今の時点の目安は{ $expected }件です。{ $chance }
pulse-team-warn = チームがペースを下回りました: 実施{ $held }件 / 目標{ $goal }件、今の時点の目安は{ $expected }件です。{ $chance }
pulse-team-clear = チームがペースに戻りました: 実施{ $held }件 / 目標{ $goal }件、今の時点の目安は{ $expected }件です。{ $chance }
pulse-chance = { $goal }件に届く確率{ $p }、見込み{ $low ->
    [same] { $high }件。
   *[range] { $from }〜{ $high }件。
}
pulse-needs = ここから1日{ $needed }件の実施が必要です。
pulse-help-new = いちばん効くこと: 今月中の商談をあと{ $count }件とること。新しいアポが今月に入るのは{ $day }までです。
pulse-help-booked = いちばん効くこと: 今月予約済みの{ $count }件を確実に実施すること。新しいアポの多くは来月分になります。
pulse-help-calls = ここから1日{ $calls }コールで、届く確率は80%になります。
pulse-callbacks = 再コールの約束: { $leads }
pulse-button-pad = 記録する
pulse-button-meetings = 自分の商談
pulse-button-mute = 明日まで通知しない
pulse-muted = { $day }まで、ペースの通知をお休みします。数字はいつでも `/kpi me` で確認できます。
board-title = { $team } – ライブ
board-today = 今日: { $calls }コール・接触{ $contacts }・アポ{ $appointments }・実施{ $held }
board-open = 未入力: 結果待ちの商談{ $waiting }件・判定待ち{ $pending }件
board-complete = { $when }までの入力を反映 · OnPaceが自動で更新しています
board-complete-none = まだ入力はありません · OnPaceが自動で更新しています
