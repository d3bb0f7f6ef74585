# What could not be posted, told to the managers: what is in the way, and what to do.
posts-parked = { $count ->
    [one] 1 message could not be posted:
   *[other] { $count } messages could not be posted:
 }
posts-parked-perhaps = { $count ->
    [one] 1 message may not have been posted:
   *[other] { $count } messages may not have been posted:
 }
posts-line = • { $place }, { $count ->
    [one] 1 message
   *[other] { $count } messages
 }: { $why }
posts-more = • and { $count ->
    [one] 1 more place
   *[other] { $count } more places
 }
posts-why-archived = the channel is archived. Please unarchive it in Slack, or choose another channel with /onpace.
posts-why-outside = OnPace is not in the channel, or it was deleted. Please type /invite @OnPace there, or choose another channel with /onpace.
posts-why-person = Slack does not let OnPace write to this person. If they have left, a manager can say so with /onpace.
posts-why-tab = OnPace’s Messages tab is switched off. Whoever installed OnPace can switch it on at api.slack.com/apps, under App Home.
posts-why-restricted = only some people may post there. Please let OnPace post in the channel’s settings, or choose another channel with /onpace.
posts-why-app = OnPace lacks a permission in Slack. Please ask who installed it to install it again.
posts-why-token = OnPace was cut off from Slack at the time. Nothing to mend now.
posts-why-unanswered = Slack gave no answer for too long. It can be sent now, if it is still of use.
posts-why-refused = It cannot be posted as it is written. Please tell whoever installed OnPace; sent again, it may well fail again.
posts-why-held = it may be there already: Slack’s answer was lost. Please look there first; sent now, it could stand there twice.
posts-why-held-person = they may have it already: Slack’s answer was lost. Please ask them first; sent now, it could reach them twice.
posts-send = { $count ->
    [one] Send it now
   *[other] Send the { $count } now
 }
posts-discard = Discard
posts-discard-title = Discard for good?
posts-discard-text = { $count ->
    [one] The message is never posted.
   *[other] The { $count } messages are never posted.
 }
posts-share-parked = What you shared could not be posted in { $place }: { $why } A manager can send it once that is mended, so there is no need to share it again.
posts-share-held = What you shared may be in { $place } already: Slack’s answer was lost. Please look there; a manager can send it, so there is no need to share it again.
posts-share-discarded = What you shared was not posted in { $place }: a manager discarded it. `/kpi` shares the numbers of now.
posts-sent = { $count ->
    [one] 1 message is on its way.
   *[other] { $count } messages are on their way.
 } What still cannot be posted is shown here again.
posts-discarded = { $count ->
    [one] 1 message was discarded.
   *[other] { $count } messages were discarded.
 }
posts-nothing-waits = Nothing waits to be posted any more.
