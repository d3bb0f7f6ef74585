# アプリのホーム
home-heading = { $day }
home-team = { $team }: { $held }
home-latest = 直近の記録: { $what }
home-my-numbers = 自分の今月
home-team-numbers = チームの今月
home-not-set-up = OnPaceはまだ設定されていません。どのチャンネルでも /onpace と入力すると、2分ほどで始められます。
home-not-a-member = まだチームに入っていません。マネージャーが /onpace から追加できます。

# アプリのホームのロープレ
home-practice = *あなたのロープレ*
home-practice-left = 今日のロープレはありません: { $why }。
home-mentor = *メンターとして*
home-mentor-none = 今日、担当するロープレはありません。
home-trainees = 担当の新人{ $count }名(伸びしろの大きい順)
home-trainees-graduated = 担当の新人は全員卒業しました。
home-manager = *チームのロープレ*

# アプリのホームのチーム
home-gaps-words = 結果待ち: { $names }
home-gaps-verdicts = 判定待ち: { $names }
home-gaps-of = { $who }さん{ $count }件
home-gaps-others = ほかの人 { $count }件
home-balance = *今月の商談の割り振り*
home-balance-line = { $who }さん: { $given }件(配分の目安{ $share }件)
home-balance-next = 次の商談の担当: { $who }さん
home-show-meetings = 結果待ちを表示
home-show-verdicts = 判定待ちを表示
