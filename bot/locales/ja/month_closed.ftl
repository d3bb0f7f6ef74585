month-closed-team = *{ $period }を締めました* · { $team }
month-closed-rep = *{ $period }を締めました: あなたの1か月*
month-closed-next = *来月いちばん効くこと*
month-closed-need = { $who } – { $what }
month-closed-button = 数字をすべて見る
