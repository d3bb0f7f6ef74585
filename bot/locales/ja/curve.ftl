# /coach @名前 の学習曲線: 図の言葉と、ロープレで率が変わったかどうか

curve-ready = { $step }は基準に到達
curve-below = { $step }は基準未満
curve-unknown = { $step }はまだ判断できません
curve-under = 20営業日の率、淡い帯は8割の範囲　{ $when }時点
curve-threshold = 基準 { $rate }
curve-practices = ロープレ
curve-empty = 20営業日で10件に満たないため、まだ線は引けません
curve-sign-graduated = 卒業 { $day }
curve-sign-again = 練習再開 { $day }
curve-sign-spared = 卒業のまま { $day }
curve-sign-ready = 到達 { $day }
curve-alt-rate = いま{ $n }件中{ $k }件 { $rate } ({ $low }–{ $high })
curve-alt-practices = ロープレ{ $count }回、直近の得点: { $marks }
curve-change-rose = { $step }: 採点した最初のロープレ({ $day })のあと{ $n }件中{ $k }件 { $rate }、それまで{ $before }。運だけなら{ $low }–{ $high }%のところ、運では説明できないほど上がっています。
curve-change-fell = { $step }: 採点した最初のロープレ({ $day })のあと{ $n }件中{ $k }件 { $rate }、それまで{ $before }。運だけなら{ $low }–{ $high }%のところ、それより低くなっています。リードの変化も見てみると手がかりになります。
curve-change-within-chance = { $step }: 採点した最初のロープレ({ $day })のあと{ $n }件中{ $k }件 { $rate }、それまで{ $before }。チームのふだんの率から離れた数字は自然に近づくことも多く、運だけでも{ $low }–{ $high }%になります。ロープレの効果はまだ何とも言えません。
curve-change-early = { $step }: ロープレの効果を判断するには、あと{ $count }件の記録が必要です。
curve-change-no-before = { $step }: 採点した最初のロープレより前の記録が{ $count }件のため、ロープレの前後を比べられません(比べるには{ $least }件必要です)。
curve-change-no-peers = { $step }: チームの3名以上に記録がそろうと、ロープレの効果を判断できます。
