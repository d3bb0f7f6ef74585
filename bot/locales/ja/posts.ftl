# 投稿できなかったもの: 何が起きていて、どうすればよいか
posts-parked = 投稿できなかったメッセージが{ $count }件あります:
posts-line = • { $place } { $count }件: { $why }
posts-more = • ほか{ $count }か所
posts-why-archived = チャンネルがアーカイブされています。Slackでアーカイブを解除するか、/onpace で別のチャンネルをお選びください。
posts-why-outside = OnPaceがチャンネルに入っていないか、チャンネルが削除されています。そのチャンネルで /invite @OnPace と入力するか、/onpace で別のチャンネルをお選びください。
posts-why-person = Slackの設定により、この方にはOnPaceから送れません。退職などの場合は /onpace でお知らせください。
posts-why-tab = OnPaceの「メッセージ」タブがオフになっています。OnPaceを追加した方が api.slack.com/apps の App Home でオンにできます。
posts-why-restricted = 投稿できる人が限られています。チャンネルの設定でOnPaceの投稿を許可するか、/onpace で別のチャンネルをお選びください。
posts-why-app = Slackでの権限が足りません。OnPaceを追加した方に、もう一度追加していただくようお伝えください。
posts-why-token = このとき、OnPaceはSlackから切断されていました。いまは対応の必要はありません。
posts-send = { $count }件を今すぐ送る
posts-discard = 破棄する
posts-sent = { $count }件を送っています。それでも投稿できないものは、ここにもう一度表示されます。
posts-discarded = { $count }件を破棄しました。
posts-nothing-waits = 投稿を待っているメッセージはもうありません。
