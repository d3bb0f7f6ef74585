drop-told = { $team }: *{ $source }* の数字が、偶然とは考えにくいほど下がっています。直近{ $days }営業日の{ $step }は{ $n }件中{ $k }件 = { $rate }、その前の3か月は{ $before }でした。リストの中身・かけ方・担当を確認してみてください。
drop-button-sources = チャネル別
