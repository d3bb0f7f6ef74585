# ご要望どおりにできないとき: 何が起きたか、次にどうするか。このとき何も書き込まれていない(refusal-database-unsure だけは不明)
# 断りの結び: 記録しようとしたとき、設定や目標を変えようとしたとき、投稿を送るか破棄しようとしたとき、見るだけのとき
refusal-nothing = { $ending ->
    [none] {""}
    [changed] 何も変更していません。
    [sent] 送信も破棄もしていません。
   *[recorded] 何も記録していません。
 }
refusal-and-nothing = { $ending ->
    [none] {""}
    [changed] 何も変更されていません。
    [sent] 送信も破棄もされていません。
   *[recorded] 何も記録されていません。
 }

refusal-refusal = このままではできません。{ refusal-nothing }
refusal-nobody = マネージャー
refusal-not-set-up = OnPaceはまだ設定されていません。/onpace と入力すると、2分ほどで始められます。
refusal-not-a-member = { $has_managers ->
    [no] まだチームに入っていません。/onpace と入力すると、チームの作り方をご案内します。
   *[other] まだチームに入っていません。{ $managers } が /onpace から追加できます。
 }
refusal-outsider = { $has_who ->
    [no] OnPaceをお使いいただけるのはこのワークスペースの正式なメンバーのみで、ゲストやボット、無効になったアカウントは対象外です。{ refusal-nothing }
   *[other] OnPaceをお使いいただけるのはこのワークスペースの正式なメンバーのみで、ゲストやボット、無効になったアカウントは対象外です。{ $who } にご相談ください。{ refusal-nothing }
 }
refusal-not-allowed = { $what ->
    [log] { $has_who ->
        [no] コールの記録は、インサイドセールス・メンター・マネージャーが行います。{ refusal-nothing }
       *[other] コールの記録は、インサイドセールス・メンター・マネージャーが行います。役割は { $who } が設定できます。{ refusal-nothing }
     }
    [judge] { $has_who ->
        [no] 判定と受注は、商談の担当者かマネージャーが記録します。
       *[other] 判定と受注は、商談の担当者かマネージャーが記録します。{ $who } が記録できます。
     }
    [manage] { $has_who ->
        [no] 目標・メンバー・設定は、マネージャーが変更します。
       *[other] 目標・メンバー・設定は、マネージャーが変更します。{ $who } が変更できます。
     }
    [posts] { $has_who ->
        [no] OnPaceからの投稿と通知は、マネージャーが設定します。ご自分へのペースのお知らせは `/onpace ミュート` で明日までお休みできます。
       *[other] OnPaceからの投稿と通知は、マネージャーが設定します。{ $who } が変更できます。ご自分へのペースのお知らせは `/onpace ミュート` で明日までお休みできます。
     }
    [coach] { $has_who ->
        [no] 基準値とロープレは、メンターとマネージャーが設定します。
       *[other] 基準値とロープレは、メンターとマネージャーが設定します。{ $who } が設定できます。
     }
    [standing] { $has_who ->
        [no] 到達状況とロープレは、ご本人・担当メンター・マネージャーが見られます。
       *[other] 到達状況とロープレは、ご本人・担当メンター・マネージャーが見られます。{ $who } が見られます。
     }
    [trainee] { $has_who ->
        [no] ロープレ・採点・卒業は、その方の担当メンターとマネージャーが決めます。
       *[other] ロープレ・採点・卒業は、その方の担当メンターとマネージャーが決めます。{ $who } が行えます。
     }
    [oneself] { $has_who ->
        [no] ご自分のメンターにはなれません。ほかの方にお願いしてください。
       *[other] ご自分のメンターにはなれません。{ $who } が行えます。
     }
    [mentor] { $has_who ->
        [no] メンターが行います。メンターはまだいません。
       *[other] メンターが行います。{ $who } が行えます。
     }
    [see_member] { $has_who ->
        [no] ほかの方の数字は、担当メンターとマネージャーが見られます。
       *[other] ほかの方の数字は、担当メンターとマネージャーが見られます。{ $who } が見られます。
     }
    [record_meeting] { $has_who ->
        [no] 商談の記録は、設定した方・担当者・マネージャーが行います。
       *[other] 商談の記録は、設定した方・担当者・マネージャーが行います。{ $who } が記録できます。
     }
   *[other] { $has_who ->
        [no] マネージャーができます。
       *[other] { $who } ができます。
     }
 }
refusal-not-understood = { $has_suggestion ->
    [no] 「{ $word }」が読み取れませんでした。{ refusal-nothing }
   *[other] 「{ $word }」が読み取れませんでした。「{ $suggestion }」のことでしょうか。{ refusal-nothing }
 }{ $has_example ->
    [no] {""}
   *[other] {""}
        例: { $example }
 }
refusal-not-a-name = { $has_suggestion ->
    [no] 「{ $word }」が読み取れませんでした。
   *[other] 「{ $word }」が読み取れませんでした。「{ $suggestion }」のことでしょうか。
 }お名前の一部のときは、お名前全体を「」で囲んでください。{ refusal-nothing }{ $has_example ->
    [no] {""}
   *[other] {""}
        例: { $example }
 }
refusal-missing = { $what ->
    [lead] 相手のお名前が入っていません。
    [when] 日時が入っていません。
    [time] 時刻が入っていません。
    [amount] 金額が入っていません。
    [outcome] 結果が入っていません。
    [person] どなたのことか入っていません。
    [kpi] どの目標か入っていません(商談・有効率・売上のいずれか)。
    [rate] 割合が入っていません。
    [step] どの率の基準値か入っていません。
    [count] 件数が入っていません。
   *[other] 足りない項目があります。
 }{ refusal-nothing }{ $has_example ->
    [no] {""}
   *[other] {""}
        例: { $example }
 }
refusal-too-many = { $unit ->
    [minutes] { $count }は1行で記録できる長さを超えています(最大{ $most })。長さをご確認ください。
   *[count] { $count }件は1行で記録できる数を超えています(最大{ $most }件)。何行かに分けて入力してください。
 }{ refusal-nothing }
refusal-bad-date = { $why ->
    [in_the_past] 「{ $word }」はもう過ぎています。これからの日時を入力してください。{ refusal-nothing }
    [in_the_future] 「{ $word }」はまだ来ていません。今日までの日付を入力してください。{ refusal-nothing }
    [wrong_weekday] 「{ $word }」の日付と曜日が合っていません。どちらか一方で入力してください。{ refusal-nothing }
    [which_day] 「{ $word }」のいつでしょうか。日付と時刻を入力してください。{ refusal-nothing }
    [backwards] 「{ $word }」は最後の日が最初の日より前になっています。日付をご確認ください。{ refusal-nothing }
    [too_far] 「{ $word }」は日付が離れすぎています。日付をご確認ください。{ refusal-nothing }
    [no_such_month] 「{ $word }」という月はありません。例: 2026-11、11月、先月。{ refusal-nothing }
   *[no_such_day] 「{ $word }」という日時はありません。日付と時刻をご確認ください。{ refusal-nothing }
 }
refusal-bad-amount = 「{ $word }」は金額として記録できません。例: 1,200,000。{ refusal-nothing }
refusal-too-long = 長すぎて記録できません({ $most }文字まで)。短くして入力してください。{ refusal-nothing }
refusal-no-such-member = 「{ $word }」さんはこのチームに見つかりません。@ を入力して一覧から選んでください。{ refusal-nothing }
refusal-in-no-team = { $why ->
    [outsider] { $who } はSlackのゲスト・ボット・無効なアカウントのいずれかのため、チームには入れません。別の方をお選びください。{ refusal-nothing }
   *[new] { $who } さんはまだどのチームにも入っていません。マネージャーが `/onpace メンバー` から追加できます。{ refusal-nothing }
 }
refusal-not-an-ae = { $has_aes ->
    [no] 「{ $person }」さんはフィールドセールスではありません。まだ一人も登録されていないため、マネージャーが /onpace から追加できます。{ refusal-nothing }
   *[other] 「{ $person }」さんはフィールドセールスではありません。フィールドセールス: { $aes }。{ refusal-nothing }
 }
refusal-no-such-lead = 「{ $name }」との商談は見つかりません。/meeting で一覧をご確認ください。{ refusal-nothing }
refusal-not-yet = { $lead }は{ $starts_at }の予定で、まだその時間になっていません。{ refusal-nothing }
refusal-not-held = { $lead }({ $starts_at })はまだ実施の記録がないため、判定や受注は記録できません。先に実施を記録してください。
refusal-already-held = { $lead }は実施として記録されています。24時間以内なら /log 取り消し で取り消せます。その後は担当者かマネージャーが直せます。
refusal-already-cancelled = { $lead }はキャンセルされています。もう一度設定するには、新しい日時にリスケしてください。
refusal-already-won = { $lead }は{ $won_on }に受注として記録されています。金額や日付はここから直せます。
refusal-ae-has-spoken = { $lead }については担当者の記録が優先されています。違っている場合は担当者にご確認ください。
refusal-others-built-on-it = { $lead }には、その後 { $who } の記録があります。取り消すには、先にその記録の取り消しを依頼してください。何も変更していません。
refusal-not-installed = このワークスペースには現在 OnPace がインストールされていません。{ refusal-and-nothing }ワークスペースの管理者にインストールをご依頼ください。
refusal-database-busy = ただいま書き込みが混み合っています。{ refusal-and-nothing }少し待ってから、もう一度お試しください。
refusal-database-full = ただいまOnPaceのディスクに書き込めません。{ refusal-and-nothing }OnPaceの管理者に知らせ、後ほどもう一度お試しください。
refusal-database-read-only = ただいまOnPaceのデータベースが読み取り専用になっています。{ refusal-and-nothing }OnPaceの管理者に知らせ、後ほどもう一度お試しください。
refusal-database-away = ただいまOnPaceのデータベースに接続できません。{ refusal-and-nothing }数分後にもう一度お試しください。
refusal-database-unsure = { $ending ->
    [sent] 処理の途中でデータベースとの接続が切れたため、完了したかどうか確認できません。OnPaceのホームタブをご覧ください。表示されているメッセージはまだ待っており、表示されていないものは処理済みです。
   *[recorded] 記録の途中でデータベースとの接続が切れたため、記録されたかどうか確認できません。もう一度入力する前に、/log 取り消し または /meeting でご確認ください。
 }
refusal-gone = すでになくなったか、ご自身では変更できないものです。/log か /meeting で今の状況をご確認ください。
refusal-changed-since = { $what ->
    [practice] このロープレはその後に動きがあったため、取り消していません。今の状況は `/coach 今週` で見られます。
    [practice-past] 元の時間はもう過ぎているため、取り消していません。`/coach ロープレ @名前` で新しく予定を入れられます。
    [practice-taken] 元の時間にはその後ほかの予定が入ったため、取り消していません。`/coach ロープレ @名前` で空いている時間を見られます。
    [practice-instead] 代わりのロープレがすでに組まれているため、取り消していません。`/coach 今週` で見られます。
    [practice-away] その日はどちらかが休暇になったため、取り消していません。`/coach ロープレ @名前` で空いている時間を見られます。
    [practice-full] その日または週はメンターの回数がいっぱいになったため、取り消していません。`/coach ロープレ @名前` で空いている時間を見られます。
    [score] この採点はその後に変更または返事があったため、取り消していません。`/coach 採点 @名前` から直せます。
    [scenario] このシナリオはその後さらに変更されているため、取り消していません。今の内容は `/coach シナリオ` で見られます。
    [hours] ロープレの時間はその後さらに変更されているため、元に戻していません。`/coach 稼働` から変更してください。
    [posts] この設定はその後さらに変更されているため、元に戻していません。今の内容は `/onpace 投稿` で確認、変更できます。
   *[setting] この設定はその後さらに変更されているため、元に戻していません。`/onpace 設定` から変更してください。
 }
refusal-slot-taken = その時間は先に埋まったため、何も変更していません。別の時間を選んでください。
refusal-undo-too-late = 取り消せるのは24時間以内です。何も変更していません。商談の結果は、担当者かマネージャーが /meeting で直せます。休暇は /onpace 休暇 で削除できます。
refusal-same-key-other-content = 同じ操作が違う内容で2回届いたため、最初のものを残しました。/log 取り消し で確認して、もう一度お試しください。

# そのまま使える入力例
example-log-call = /log 接触 山田商事 5分
example-log-many = /log 不在 12
example-log-appointment = /log アポ 山田商事 明日14時 @担当者
example-log-callback = /log 再コール 山田商事 明日10時
example-log-email = /log メール 20
example-log-work = /log 作業 30分
example-meeting-held = /meeting 実施 山田商事
example-meeting-moved = /meeting リスケ 山田商事 金曜10時
example-meeting-won = /meeting 受注 山田商事 120万
