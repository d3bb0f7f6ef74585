# ロープレの採点: フォーム、本人と採点者へのお知らせ、本人からの返事

mark-title = ロープレの採点
mark-head = *{ $who }さん* · { $when }
    「{ $title }」 · 合格点{ $pass_mark }
mark-field-blocked = 次のことはありましたか
mark-hint-blocked = 1つでもあれば、点数にかかわらず「もう一歩」になります。
mark-field-well = よかった点
mark-hint-well = これからも続けてほしいことを1つ、言動のまま書いてください。
mark-field-next = 次に試すこと
mark-hint-next = 次のロープレで試すことを1つ。どちらもすぐご本人に届きます。
mark-error-item = 1から5のどれかを選んでください。
mark-error-line = 一言で構いません。例: 候補日をすぐに2つ示せた
mark-kept = 記録しました: { $who }さん、100点中{ $mark }点、{ $passed }。
mark-passed = 合格(合格点{ $pass_mark })
mark-not-passed = もう一歩(合格点{ $pass_mark })
mark-was = 前回の採点({ $former }点)と差し替えました。
mark-shared = { $who }さんにDMで届けました。ほかに見られるのは担当のメンターとマネージャーだけです(`/coach @名前`)。
mark-not-shared = { $who }さんにはSlackで届けられません。担当のメンターとマネージャーが `/coach @名前` で見られます。
mark-button-score = 採点する
mark-button-change = 直す
mark-button-early = もう実施した
mark-button-answer = 返事を書く
mark-line = { $who }さん · { $when } · 「{ $title }」
mark-waiting = { $count ->
    [0] 採点待ちのロープレはありません。最近のものは `/coach 採点 @名前` で見られます。
   *[other] *採点待ちのロープレが{ $count }件あります*
 }
mark-which = { $who }さんのどのロープレですか。
mark-all-scored = { $who }さんのこの2週間のロープレは、すべて採点済みです。点数を直すことも、別のメンターやマネージャーが同じロープレを採点することもできます。

mark-told = *{ $mentor }さんがロープレを採点しました* { $when } 「{ $title }」
mark-told-again = *{ $mentor }さんがロープレの採点を直しました* { $when } 「{ $title }」
mark-told-total = *100点中{ $mark }点* { $passed }
mark-told-blocked = 今回合格とならなかった理由: { $what }
mark-told-item = { $bar } *{ $item }:* { $anchor }
mark-told-item-bare = { $bar } *{ $item }*
mark-told-well = *よかった点:* { $text }
mark-told-next = *次に試すこと:* { $text }
mark-taken-back = { $mentor }さんが、{ $when }のロープレの採点を取り消しました。この点数は数に入りません。
mark-back = { $mentor }さんが、{ $when }のロープレの採点の変更を取り消しました。前の{ $mark }点に戻りました。
mark-back-rep = { $changed ->
    [yes] { $mentor }さんが、{ $when }のロープレの採点の変更を取り消しました。{ $names }の採点と合わせて、今の点数は{ $mark }点です。
   *[no] { $mentor }さんが、{ $when }のロープレの自分の採点を取り消しました。{ $names }の採点はそのままで、今の点数は{ $mark }点です。
 }
mark-back-scorer = { $changed ->
    [yes] { $mentor }さんが、{ $rep }さんの{ $when }のロープレの採点の変更を取り消しました。全員の採点を合わせて、今の点数は{ $mark }点です。
   *[no] { $mentor }さんが、{ $rep }さんの{ $when }のロープレの自分の採点を取り消しました。今の点数は{ $mark }点です。
 }

mark-apart = { $who }さんは{ $theirs }点、あなたは{ $own }点で、{ $points }点の差があります。
mark-apart-none = { $who }さんとあなたの合計は同じ{ $own }点です。
mark-apart-items = 特に差が大きいのは{ $items }です。
mark-apart-item = 「{ $item }」(あなた{ $own }、相手{ $theirs })
mark-apart-verdict = 合格かどうかの見方が分かれています。合格の目安を話し合っておくとよさそうです。
mark-together = 数に入るのは採点者{ $count }名の平均です: *100点中{ $mark }点*({ $passed ->
    [yes] 全員が合格としています
   *[no] 全員が合格とはしていません
 }、差は{ $points }点)。
mark-second = { $who }さんも、{ $rep }さんの{ $when }のロープレを採点しました。

mark-answer-title = 採点への返事
mark-field-answer = 返事
mark-hint-answer = { $who }さんにすぐ届きます。担当のメンターとマネージャーも見られます。
mark-error-answer = 一言ご記入ください。
mark-answer-send = 送る
mark-answered = { $who }さんに届けました。採点と一緒に残ります。
mark-answer-kept = 採点と一緒に残しました。{ $who }さんにはいまSlackで届けられません。
mark-answer-same = 変更はありません。返事は今のままです。
mark-answer-told = { $who }さんから、{ $when }の採点(「{ $title }」)に返事がありました:
    { $text }
mark-answer-back = { $who }さんが、{ $when }の採点への返事を取り消しました。
mark-answer-again = { $who }さんが、{ $when }の採点への最新の返事を取り消しました。前の返事に戻ります:
    { $text }

undo-practice-score = { $name }さんのロープレの採点
undo-practice-answer = { $name }さんの採点への返事
refusal-no-practice = { $rep }さんには、この2週間に採点できるロープレがありません。`/coach ロープレ @名前` で予定を入れられます。
refusal-practice-ahead = { $rep }さんのロープレは{ $starts_at }の予定です。採点はその時間からできます。
refusal-practice-off = { $rep }さんの{ $starts_at }のロープレはキャンセルされているため、採点できません。`/coach ロープレ @名前` で新しい予定を入れられます。
