pulse-warn = { $part ->
    [morning] 午前中に
    [afternoon] 午後に
   *[evening] 夕方に
}ペースを下回りました: 実施{ $held }件、今の時点の目安は{ $expected }件です。
pulse-warn-since = { $day }からペースを下回っています: 実施{ $held }件、今の時点の目安は{ $expected }件です。
pulse-clear = { $by ->
    [pace] ペースに戻りました
   *[chance] 目標に届く見込みが戻りました
}: 実施{ $held }件、今の時点の目安は{ $expected }件です。
pulse-team-warn = チームがペースを下回りました: 実施{ $held }件 / 目標{ $goal }件、今の時点の目安は{ $expected }件です。
pulse-team-warn-since = チームは{ $day }からペースを下回っています: 実施{ $held }件 / 目標{ $goal }件、今の時点の目安は{ $expected }件です。
pulse-team-clear = { $by ->
    [pace] チームがペースに戻りました
   *[chance] チームの目標に届く見込みが戻りました
}: 実施{ $held }件 / 目標{ $goal }件、今の時点の目安は{ $expected }件です。
pulse-callbacks = 再コールの約束: { $leads }
pulse-button-pad = 記録する
pulse-button-meetings = 自分の商談
pulse-button-mute = 明日まで通知しない
pulse-muted = ペースの通知は、今日はお休みします。{ $day }からまたお届けします。数字はいつでも `/kpi me` で確認できます。
pulse-muted-until = ペースのお知らせはお休み中です。{ $day }からまたお届けします。
pulse-button-unmute = お知らせを再開する
pulse-unmuted = ペースが変わったときのお知らせを再開しました。
pulse-not-muted = ペースのお知らせはお休みしていません。ペースが変わると、すぐにお届けします。
board-title = { $team } – ライブ
board-today = 今日: { $calls }コール・接触{ $contacts }・アポ{ $appointments }・実施{ $held }
board-open = 未入力: 結果待ちの商談{ $waiting }件・判定待ち{ $pending }件{ $days ->
    [0] {""}
   *[other] ・コールの記録のない営業日 のべ{ $days }日
}{ $contacts ->
    [0] {""}
   *[other] ・接触の記録がないアポ{ $contacts }件
}
board-complete = { $when }までの入力を反映 · OnPaceが自動で更新しています
board-complete-none = まだ入力はありません · OnPaceが自動で更新しています
board-off = { $team }のライブボードはオフになりました。このメッセージはこれ以降更新されません。もう一度使うときは /onpace でオンにしてください。
board-moved = { $team }のライブボードは{ $place }に移りました。このメッセージはこれ以降更新されません。
