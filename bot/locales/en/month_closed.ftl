month-closed-team = *{ $period } is closed* · { $team }
month-closed-rep = *{ $period } is closed: your month*
month-closed-next = *What would help most next month*
month-closed-need = { $who } – { $what }
month-closed-button = All figures
