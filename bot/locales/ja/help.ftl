# /onpace ヘルプ: そのまま使える例

help-head = *OnPace* はチームのコール・商談・ペースを記録します。コマンドはどこでも使えます。答えは、共有するまであなたにだけ表示されます。
help-role-rep = *インサイドセールス*
    `/log` – コールパッド(1タップで1コール)
    `/log 不在 12` · `/log 接触 山田商事 5分` · `/log アポ 山田商事 明日14時 @ae source:セミナー`
    `/meeting` – 入力待ちの商談
    `/kpi 自分` – 今月の数字とペース · `/coach` – 卒業までの道のり
help-role-mentor = *メンター*
    `/coach` – 担当メンバーの到達状況 · `/coach @rep` · `/coach 基準値 接触率 12%`
    `/kpi @rep` – 担当メンバーの数字
    `/kpi チーム` – チームの今月
help-role-manager = *マネージャー*
    `/kpi チーム` · `/kpi メンバー別` · `/kpi チャネル別` · `/kpi 担当別 先月`
    `/goal チーム 商談 300` · `/goal 各自 商談 30` · `/goal 売上から 1億`
    `/onpace 設定` · `/onpace メンバー` · `/onpace 休暇 @rep 12/1 12/3`
help-role-ae = *フィールドセールス*
    `/meeting` – 判定待ちの商談
    `/meeting 有効 山田商事` · `/meeting 受注 山田商事 120万`
help-role-none = まだチームに登録されていません{ $people ->
    [0] 。
   *[other] 。{ $managers } が `/onpace メンバー` で追加できます。
 }
help-undo = 入力は24時間以内なら取り消せます: `/log 取り消し`。自分の休み: `/onpace 休暇 12/1 12/3`。言語: `/onpace language en`。

help-log = *`/log`* コールの記録
    `/log` – コールパッド(1タップで記録、取り消し、詳細フォーム)
    `/log 接触 山田商事 5分` – 1件 · `/log 不在 12` – 12件
    `/log 不在 12 昨日` – 前日の分
    `/log アポ 山田商事 明日14時 @ae source:セミナー` – コールと商談
    `/log アポ 山田商事 金曜10時 メールで` – メールで決めた商談
    `/log 再コール 山田商事 明日10時` – かけ直し
    `/log メール 20` · `/log 作業 30分` – メール、電話以外の仕事
    `/log 取り消し` – 24時間以内の入力
help-meeting = *`/meeting`* 商談の更新
    `/meeting` – 自分の商談とボタン
    `/meeting 実施 山田商事` · `/meeting リスケ 山田商事 金曜10時` · `/meeting ノーショー 山田商事` · `/meeting キャンセル 山田商事`
    `/meeting 有効 山田商事` · `/meeting 無効 山田商事` – フィールドセールスまたはマネージャー
    `/meeting 受注 山田商事 120万`
help-kpi = *`/kpi`* 数字(共有するまで自分だけに表示)
    `/kpi 自分` · `/kpi チーム` · `/kpi @rep`
    `/kpi チーム 先月` · `/kpi 自分 2026-09` · `/kpi 2026-09-01..2026-09-15`
    `/kpi チャネル別` · `/kpi 担当別` · `/kpi メンバー別` · `/kpi ファネル`
    `/kpi 定義` – 数え方
help-goal = *`/goal`* 目標
    `/goal` – 今の目標
    `/goal チーム 商談 300` · `/goal 各自 商談 30` · `/goal @rep 商談 20 12月`
    `/goal 有効率 60%` · `/goal 売上 1200万`
    `/goal 売上から 1億` – チームの率で1日のコール数まで逆算
    目標はマネージャーが設定します。新しいメンバーの目標は段階的に上がります。
help-coach = *`/coach`* 基準値に対する到達状況
    `/coach` – 担当メンバー(本人は卒業までの道のり、マネージャーは全員)
    `/coach @rep` – 1名の詳細と学習曲線、卒業や練習再開の判断 · `/coach @rep 接触率` その率の曲線
    `/coach 基準値` – 今の基準値とフォーム
    `/coach 基準値 接触率 12%` · `/coach 基準値 アポ率 15% 12/1から` · `/coach 基準値 実施率 なし`
    接触率・アポ率・コールからのアポ率・実施率・有効率。メンターとマネージャーが決めます。
help-onpace = *`/onpace`* 設定
    `/onpace` – まだ決まっていないこと
    `/onpace 設定` · `/onpace メンバー` – マネージャー
    `/onpace 休暇 @rep 12/1 12/3` – 休み(名前なしは自分)
    `/onpace 退職 @rep` – チームを離れた人(数字は残ります)
    `/onpace language en` – 言語
    ほかのコマンドも後ろに続けて使えます: `/onpace log 不在 12`、`/onpace kpi 自分`
