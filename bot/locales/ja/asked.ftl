# 1日1通の確認メッセージ: 商談の結果、判定、記録の確認
asked-head = { $count ->
    [0] 本日の確認はすべて完了しました。ありがとうございます。
   *[other] 確認をお願いしたいことが{ $count }件あります
 }
asked-head-past = { $day }: { $count ->
    [0] 確認はすべて完了しました。ありがとうございます。
   *[other] 確認をお願いしたいことが{ $count }件残っています
 }
asked-passed-on = { $day }: 残っていたものは、新しいメッセージに移しました。
asked-later = あとで
asked-put-off = { $what }: { $day }にもう一度お尋ねします。
asked-done = ✓ { $what }: { $became }
asked-moved = ✓ { $lead }は{ $when }に変更されました
asked-already = { $what }: すでに「{ $became }」と記録されています({ $when })。変更していません。
asked-change = 「{ $what }」に変更
asked-settled = ✓ { $what }: 確認済み
asked-settled-away = ✓ { $what }: 休みとして記録しました(ペースと目標の計算から除きます)
asked-settled-contact = ✓ { $what }: 接触を1件記録しました
asked-settled-nothing = ✓ { $what }: 記録なし

asked-gap-contact = { $what }: 接触したコールの記録がありません。「接触を記録」で数字に反映されます。
asked-gap-day = { $what }: この営業日のコールの記録がありません。
asked-gap-silence = { $since }からコールの記録がありません。いつもより間が空いています。
asked-contact = 接触を記録
asked-day = この日の分を記録
asked-away = 休みでした
asked-nothing = 記録することはない

asked-noted-away = { $day }を休みとして記録しました。
asked-noted-contact = { $what }: 接触を1件記録しました。
asked-noted-nothing = { $what }: 記録なしで承りました。もうお尋ねしません。

asked-digest = *前営業日までに本人へ確認し、まだ残っているもの*
asked-digest-meeting = • { $what }: 結果待ち
asked-digest-verdict = • { $what }: 判定待ち
asked-digest-contact = • { $what }: 接触の記録なし
asked-digest-day = • { $who } さん: { $what }のコールの記録なし
asked-digest-new = *このうち新しいもの*
asked-digest-person = • { $who } さん: { $what }
asked-digest-verdicts = { $count ->
    [1] 判定待ち1件({ $day })
   *[other] 判定待ち{ $count }件(最も古いもの: { $day })
 }
asked-digest-meetings = { $count ->
    [1] 結果待ち1件({ $day })
   *[other] 結果待ち{ $count }件(最も古いもの: { $day })
 }
asked-digest-contacts = { $count ->
    [1] 接触の記録がないアポ1件({ $day })
   *[other] 接触の記録がないアポ{ $count }件(最も古いもの: { $day })
 }
asked-digest-days = { $count ->
    [1] コールの記録のない営業日1日({ $day })
   *[other] コールの記録のない営業日{ $count }日(最も古いもの: { $day })
 }
asked-show = すべて表示する
asked-open = まだ残っているものが{ $count }件あります(本人へ確認済み)

undo-asked-later = 商談の確認の先送り
undo-asked-nothing = 「記録することはない」
undo-away = 休みの記録
