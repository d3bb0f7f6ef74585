"""The words members use, each group under the one spelling the product knows; English and Japanese side by side."""

from typing import Final

from coaching.funnel import Step
from coaching.terms import Activity, Direction, Happening, Kpi, Outcome

#: Spellings are compared folded (case, hyphens, underscores, spaces, apostrophes, a plural s), so one form of each is enough.
OUTCOMES: Final = {
    Outcome.NO_ANSWER: (
        "no-answer, na, n/a, unanswered, voicemail, vm, left voicemail, left a voicemail, no pickup, not answered, didn't answer, busy",
        "不在, 留守, 留守電, 留守番電話, 応答なし, 出ず, 不通, 話中, 話し中, 担当不在, 担当者不在",
    ),
    Outcome.GATEKEEPER: (
        "gatekeeper, gk, gate keeper, reception, receptionist, front desk, screened",
        "受付, 受付ブロック, 受付止まり, 受付対応, 受付拒否, ゲートキーパー, 取次なし, 取り次ぎなし",
    ),
    Outcome.CONTACT: (
        "contact, contacted, connected, connect, spoke, talked, reached, conversation",
        "接触, 担当者接触, 担当接触, 担当者, 通電, 接続, コンタクト, 会話, 着座, 話せた",
    ),
    Outcome.CALLBACK: (
        "callback, call back, cb, call again, call later, follow-up, followup",
        "再コール, 再架電, 折り返し, 折返し, 折返, 折り返し依頼, コールバック, かけ直し, 掛け直し, かけなおし, 再電話",
    ),
    Outcome.NOT_INTERESTED: (
        "not-interested, ni, no interest, uninterested, declined, decline, rejected, rejection, refused, refusal",
        "お断り, 断り, 断られた, 拒否, 興味なし, NG, 見送り, 不要",
    ),
    Outcome.APPOINTMENT: (
        "appointment, appt, appo, apo, booked, booking, meeting, meeting booked, booked meeting",
        "アポ, アポ獲得, アポイント, アポイントメント, アポ取得, アポ確定, アポ取れた, アポとれた, アポ取り, 商談設定, 商談獲得",
    ),
    Outcome.WRONG_NUMBER: (
        "wrong-number, wn, bad number, invalid number, wrong no, disconnected number, not in service",
        "番号違い, 番号間違い, 間違い電話, 間違い, 使われていない, 現アナ, 欠番, 番号不明, 番号エラー",
    ),
}

ACTIVITIES: Final = {
    Activity.EMAIL_SENT: (
        "email, mail, email sent, mail sent, sent email, sent mail",
        "メール, メール送信, Eメール, Eメール送信, 送信",
    ),
    Activity.EMAIL_OPENED: (
        "email opened, opened, opened email, email open, mail opened, opens",
        "開封, メール開封, Eメール開封, 開封数",
    ),
    Activity.EMAIL_CLICKED: (
        "email clicked, clicked, clicked email, email click, mail clicked, click",
        "クリック, メールクリック, クリック数, メール クリック",
    ),
    Activity.WORK_MINUTES: (
        "work, working, work time, non-call work, admin work",
        "作業, 作業時間, 事務, 事務作業, 業務, 架電外, 架電以外",
    ),
}

DIRECTIONS: Final = {
    Direction.INBOUND: ("inbound, incoming", "着信, インバウンド, 受電, 入電, 受信"),
    Direction.OUTBOUND: ("outbound, outgoing", "発信, アウトバウンド, 架電"),
}

VERBS: Final = {
    Happening.HELD: ("held, done, took place, happened, met, did it", "実施, 実施済, 実施済み, 実施した, 実施しました, 完了, 商談実施, 済"),
    Happening.MOVED: (
        "moved, move, reschedule, rescheduled, postponed, postpone",
        "リスケ, リスケジュール, 日程変更, 変更, 延期, 移動, 日時変更",
    ),
    Happening.NO_SHOW: (
        "no-show, noshow, ns, did not show, didn't show, missed",
        "来社なし, ノーショー, ノーショウ, 来ず, 欠席, 不参加, 無断キャンセル, すっぽかし",
    ),
    Happening.CANCELLED: ("cancelled, canceled, cancel, called off", "キャンセル, 取消, 取り消し, 中止, 取りやめ"),
    Happening.QUALIFIED: ("qualified, valid, good fit", "有効, 有効商談, 有効判定"),
    Happening.UNQUALIFIED: (
        "unqualified, not qualified, disqualified, invalid, not valid, bad fit",
        "無効, 無効商談, 無効判定, 有効でない, 非有効, 対象外",
    ),
    Happening.WON: ("won, win, closed won, deal won, sold", "受注, 成約, 契約, 受注した, 受注しました"),
}

KPIS: Final = {
    Kpi.MEETINGS: ("meetings, meetings held, held", "商談, 商談数, 実施, 実施数, 商談実施数, 実施商談"),
    Kpi.QUALIFIED: ("qualified, qualified rate", "有効率, 有効, 有効商談率"),
    Kpi.REVENUE: ("revenue, sales, won amount", "売上, 売り上げ, 売上高, 受注額, 受注金額, 金額"),
}

SOURCES: Final = {
    "webinar": (
        "webinar, web seminar, seminar, online seminar",
        "セミナー, ウェビナー, ウェブセミナー, webセミナー, オンラインセミナー, 説明会",
    ),
    "web": (
        "web, website, site, web site, web form, homepage, hp",
        "ウェブ, サイト, ホームページ, ウェブサイト, webサイト, お問い合わせ, 問い合わせ, 問合せ",
    ),
    "referral": ("referral, referred, reference, introduction", "紹介, ご紹介, リファラル, 顧客紹介"),
    "outbound list": (
        "outbound list, list, cold list, cold call, cold",
        "リスト, コールドリスト, アウトバウンドリスト, 架電リスト, テレアポ, 新規リスト",
    ),
    "event": ("event, trade show, tradeshow, exhibition, expo, conference", "展示会, イベント, エキスポ"),
    "ad": ("ad, advert, advertising, advertisement", "広告, 広告経由, ウェブ広告, web広告"),
    "download": (
        "download, document request, whitepaper, white paper, content download",
        "資料請求, 資料ダウンロード, 資料dl, ホワイトペーパー, ダウンロード",
    ),
    "newsletter": ("newsletter, mail magazine", "メルマガ, メールマガジン"),
    "partner": ("partner, reseller, agency", "代理店, パートナー, パートナー経由"),
}

STEPS: Final = {
    Step.CONTACT: (
        "contact, contact rate, contacts, call contact, call to contact, call to contact rate",
        "接触, 接触率, 通電率, 担当者接触率, コール接触, コール接触率",
    ),
    Step.APPOINTMENT: (
        "appointment, appointment rate, appt, appointments, contact appointment, contact to appointment, contact to appointment rate, "
        "contact appt, contact to appt",
        "アポ, アポ率, アポ獲得率, アポ化率, アポイント率, アポイント獲得率, アポ取得率, 接触アポ, 接触アポ率",
    ),
    Step.CALL_TO_APPOINTMENT: (
        "call to appointment, call to appointment rate, call appointment, call appointment rate, call to appt, call appt, calls",
        "コールアポ率, コールからアポ, コールアポ, コール, 架電アポ率",
    ),
    Step.HELD: ("held, held rate, show rate, due held, due to held", "実施, 実施率, 商談実施率, 予定実施"),
    Step.QUALIFIED: ("qualified, qualified rate, judged qualified, judged to qualified", "有効, 有効率, 有効商談率, 判定有効"),
}
