month-closed-team = *{ $period }を締めました* · { $team }
month-closed-rep = *{ $period }を締めました: あなたの1か月*
month-closed-open = { $waiting ->
    [0] 結果待ちの商談なし
   *[other] 結果待ちの商談{ $waiting }件
 }・{ $pending ->
    [0] 判定待ちなし
   *[other] 判定待ち{ $pending }件
 }で締めました。これから入力される分は、`/kpi` に訂正として表示します。
month-closed-next = *これからいちばん効くこと*
month-closed-need = { $who } – { $what }
month-closed-button = 数字をすべて見る

# 締めの前
month-ending = *{ $period }の締めは{ $day }です*{ $named ->
    [yes] ({ $team })
   *[no] {""}
 }: { $what }。前日までに入力された分は、{ $period }の数字に入ります。
month-ending-verdicts = { $count ->
    [0] 判定待ちの商談はありません
   *[other] 判定待ちの商談{ $count }件
 }
