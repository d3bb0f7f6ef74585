# Scoring a practice: the form, what rep and scorers are told, the rep's answer.

mark-title = Score
mark-head = *{ $who }* · { $when }
    “{ $title }” · pass mark { $pass_mark }
mark-field-blocked = Did any of these happen?
mark-hint-blocked = Each of them means “not yet”, whatever the marks.
mark-field-well = Went well
mark-hint-well = One thing to keep, as it was said or done.
mark-field-next = Try next
mark-hint-next = One thing for the next practice. The rep reads both at once.
mark-error-item = Please choose 1 to 5.
mark-error-line = One line is enough, for example: offered two dates at once.
mark-kept = Recorded: { $who }, { $mark } of 100, { $passed }.
mark-passed = passed (pass mark { $pass_mark })
mark-not-passed = not yet (pass mark { $pass_mark })
mark-was = Your earlier marks ({ $former } of 100) gave way.
mark-shared = { $who } has it in a DM now. Besides you, only their mentor and the managers see it, in `/coach @rep`.
mark-not-shared = { $who } cannot be reached in Slack, so it is kept: their mentor and the managers see it in `/coach @rep`.
mark-button-score = Score
mark-button-change = Change
mark-button-early = It took place already
mark-button-answer = Answer
mark-line = { $who } · { $when } · “{ $title }”
mark-waiting = { $count ->
    [0] No practice waits for a score. `/coach score @rep` shows the latest ones.
    [one] *1 practice waits for a score*
   *[other] *{ $count } practices wait for a score*
 }
mark-which = Which practice with { $who }?
mark-all-scored = Every practice with { $who } in the last two weeks is scored. Marks can be changed, and a second mentor can score the same practice.

mark-told = *{ $mentor } scored your practice* of { $when }: “{ $title }”
mark-told-again = *{ $mentor } changed the score of your practice* of { $when }: “{ $title }”
mark-told-total = *{ $mark } of 100*, { $passed }
mark-told-blocked = Why it is not a pass this time: { $what }
mark-told-item = { $bar } *{ $item }:* { $anchor }
mark-told-item-bare = { $bar } *{ $item }*
mark-told-well = *Went well:* { $text }
mark-told-next = *Try next:* { $text }
mark-taken-back = { $mentor } took back the score of your practice of { $when }. It does not count any more.
mark-back = { $mentor } took back the changes to the score of your practice of { $when }: { $mark } of 100 counts again.
mark-back-rep = { $changed ->
    [yes] { $mentor } took back the changes to their score of your practice of { $when }. Together with what { $names } gave, { $mark } of 100 counts now.
   *[no] { $mentor } took back their score of your practice of { $when }. What { $names } gave counts as it is: { $mark } of 100.
 }
mark-back-scorer = { $changed ->
    [yes] { $mentor } took back the changes to their score of the practice of { $rep }, { $when }. All scores together, { $mark } of 100 counts now.
   *[no] { $mentor } took back their score of the practice of { $rep }, { $when }. Without it, { $mark } of 100 counts now.
 }

mark-apart = { $who } gave { $theirs }, you gave { $own }: { $points } of 100 apart.
mark-apart-none = { $who } and you gave the same total, { $own } of 100.
mark-apart-items = Furthest apart: { $items }.
mark-apart-item = { $item } (you { $own }, they { $theirs })
mark-apart-verdict = One of you says passed, the other not yet: it may be worth agreeing what a pass looks like.
mark-together = What counts is the mean of the { $count } scorers: *{ $mark } of 100*, { $passed ->
    [yes] a pass for each of them
   *[no] not yet a pass for each of them
 }; { $points } of 100 apart.
mark-second = { $who } scored the practice of { $rep } of { $when } too.

mark-answer-title = Answer
mark-field-answer = Your answer
mark-hint-answer = { $who } reads it at once; your mentor and the managers can see it too.
mark-error-answer = Please write a line first.
mark-answer-send = Send
mark-answered = Sent to { $who }, and kept with the score.
mark-answer-kept = Kept with the score. { $who } cannot be reached in Slack just now.
mark-answer-same = Nothing was changed: your answer is as it was.
mark-answer-told = { $who } answered to your score of { $when } (“{ $title }”):
    { $text }
mark-answer-back = { $who } took back their answer to your score of { $when }.
mark-answer-again = { $who } took back their latest answer to your score of { $when }. This one stands again:
    { $text }

undo-practice-score = the score of { $name }
undo-practice-answer = the answer to { $name }’s score
refusal-no-practice = There is no practice of { $rep } in the last two weeks that could be scored. `/coach practice @rep` schedules one.
refusal-practice-ahead = The practice of { $rep } is on { $starts_at } and can be scored from then on.
refusal-practice-off = The practice of { $rep } on { $starts_at } was cancelled, so there is nothing to score. `/coach practice @rep` schedules another.
