# What the app itself says: when something breaks, and on App Home.
app-broke = こちらで不具合が起きました。{ refusal-and-nothing }もう一度お試しください。お問い合わせ番号 { $ref }
app-broke-ask = こちらで不具合が起きました。{ refusal-and-nothing }もう一度お試しください。続くときは { $manager } にお知らせください。お問い合わせ番号 { $ref }
app-form-did-not-open = 入力画面が時間内に開きませんでした。何も記録されていません。もう一度押してください。
