# 締めた月と、そのあとの入力

closed-note = { $day }に締めました · この数字は変わりません
closed-later = *締めたあとの入力*(どの月の率にも含めません): { $changes }
closed-later-none = *締めたあとの入力*: 差し引きで変わった件数はありません
closed-day = • { $day }: { $changes }
closed-more = • ほか、それ以前の{ $count }日分
closed-button = 締め後の入力
closed-list = *{ $day }に締めた月への、そのあとの入力*
closed-word = • { $when } · { $who } · { $lead }: { $what } ({ $changes })
closed-calls = • { $when } · { $who }: { $count }コール{ $rep ->
    [own] {""}
   *[other] ({ $whose }さんの分)
 }
closed-nobody = 取り込み
closed-nothing = 締めたあとに、この月への入力はありません。
closed-open = この月はまだ締めていません。入力はこの月に数えます。{ $day }に締めます。
closed-late = この月はまだ締めていません。入力はこの月に数えます。{ $day }に締める予定でした。
closed-range = 締めるのは月ごとです。この期間は月ではありません。
closed-separator = {" · "}
closed-change = { $what ->
    [calls] コール
    [contacts] 接触
    [appointments] アポ
    [due] 予定
   *[held] 実施
    [no_show] ノーショー
    [cancelled] キャンセル
    [qualified] 有効
    [unqualified] 無効
    [won] 受注
    [revenue] 受注額
 } { $change }
