# 取り消し
undo-head = この24時間に記録したもの:
undo-nothing = この24時間に取り消せる記録はありません。
undo-line = { $time } { $what }
undo-done = { $what }を取り消しました。
undo-already = { $what }はすでに取り消されています。
undo-meeting = { $lead }({ $when })の{ $what }
undo-goal = 目標の設定
undo-setting = { $what ->
    [language] 言語の変更
    [visibility] 公開範囲の変更
    [rep] メンターと開始日の変更
    [members] メンバーと役割の変更
    [score] スコアの変更
    [shares] アポの割り振りの変更
    [closed] 休業日・営業日の変更
    [rhythm] ロープレの頻度の変更
    [posts] 投稿の一括オン・オフ
    [quiet] 通知しない時間などの変更
   *[team] チームの設定の変更
 }
undo-calls = コールの記録
undo-appointment = アポの記録
undo-activity = メール・仕事の記録
undo-leave = { $who } の休暇({ $days })の記録
undo-mute = ペース通知のお休み
undo-other = 変更
