# /coach @名前 に残る記録: 最近の採点、卒業とその判断

record-practices = *最近のロープレ* (採点済み{ $count }回のうち{ $shown }回)
record-mark = { $day } · { $who }さん · 「{ $title }」: *100点中{ $mark }点*{ $said }
record-answer = { $who }さんの返事: { $text }
record-way = *これまでの判断*{ $more ->
    [yes] {" "}({ $count }件のうち新しい{ $shown }件)
   *[no] {""}
 }
record-graduated = { $day } · { $who }さん: 卒業を確定
record-kept = { $day } · { $who }さん: 卒業は見送り、ロープレを続ける
record-relapsed = { $day } · { $who }さん: もう一度練習
record-spared = { $day } · { $who }さん: 卒業のまま、練習はしない
record-reason = 「{ $text }」
record-evidence = そのときの数字: { $rates }
record-rate = { $step } { $n }件中{ $k }件
