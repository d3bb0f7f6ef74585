# インストールのあとブラウザーに表示する言葉
install-done = { $team } に OnPace をインストールしました
install-done-next = Slack を開き、どのチャンネルでもよいので /onpace と入力してください。最初に入力した方がマネージャーとなり、初期設定に進みます。
install-open = Slack で OnPace を開く
install-not-done = OnPace はインストールされていません
install-again = はじめからやり直す
install-cancelled = Slack の画面でインストールが取りやめられました。何も変更していません。いつでもやり直せます。
install-other-browser = このブラウザーで始めたインストールではないため、何もインストールしていません。はじめからやり直し、同じブラウザーで最後までお進みください。
install-too-late = このリンクは使用済みか、10分の有効期限を過ぎているため、何もインストールしていません。はじめからやり直してください。
install-one-workspace = OnPace はワークスペースごとにインストールします。組織全体にはインストールできません。はじめからやり直し、ワークスペースをお選びください。
install-refused = Slack でインストールが完了しませんでした（{ $reason }）。はじめからやり直してください。続くときは OnPace の運用担当者にお知らせください。
install-broke = こちらで不具合が起きました。はじめからやり直してください。続くときは OnPace の運用担当者に番号 { $reason } をお知らせください。
install-too-often = 同じネットワークからのアクセスが短時間に集中したため、今回は受け付けていません。1分ほど待ってから、はじめからやり直してください。
