# ロープレの一覧: 今日の分、採点待ち、組めなかった人、メンターの担当数
coached-today = *今日のロープレ*
coached-none = 今日のロープレはありません。
coached-over = 今日のロープレ{ $count }件は終わり、採点待ちです。
coached-waiting = 採点待ちが{ $count }件あります
coached-waiting-line = { $when } · { $rep }さん
coached-counts = { $count ->
    [0] 今日のロープレはありません。
   *[other] 今日のロープレは{ $count }件、うち{ $agreed }件が確定しています。
 }
coached-loads = 今週のメンター:
coached-load = { $mentor }さん: { $most }件中{ $given }件{ $waiting ->
    [0] {""}
   *[other] 、採点待ち{ $waiting }件
 }
coached-no-mentors = メンターがまだいません。`/onpace メンバー` で決めると、翌朝から新人のロープレが組まれます。
coached-unserved = 今日ロープレのない人: { $names }
coached-unserved-group = { $names }({ $why })
coached-why-no_mentor = ほかにメンターがいません
coached-why-away = メンター全員が不在
coached-why-no_hours = その曜日に時間を設けているメンターがいない
coached-why-too_late = その日はもう時間が残っていない
coached-why-full = メンター全員の予定がいっぱい
coached-why-no_common_time = 二人とも空いている時間がない
coached-why-called_off = 担当のメンターが取りやめ、ほかに空いているメンターがいない
coached-mark = 前回のロープレ({ $when }): { $mark }点{ $said }{ $among }
coached-passed = 、合格
coached-again = {""}
coached-among = (採点者{ $count }名の平均、差は{ $points }点)
coached-well = よかった点: { $text }
coached-next = 次に試すこと: { $text }
