package postrider.mail.feedback;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A list of words of which a text may hold one, in lower case with single blanks.
record Phrases(List<String> list) {
    /// How hosts say that a mail did not arrive.
    static final Phrases FAILURE =
            of(
                    """
                    could not be delivered | couldn't be delivered | not be delivered to
                    cannot be delivered | can not be delivered | was not delivered
                    not yet been delivered | has not been delivered | unable to deliver
                    not able to deliver | wasn't able to deliver | error delivering your mail
                    delivery to the following | delivery has failed | delivery failed
                    delivery of your message | failed to deliver | failed to send
                    could not deliver | could not be sent | did not reach
                    rejected your message | had permanent | had fatal errors
                    had transient non-fatal errors | had delivery | had errors
                    address(es) failed | address failed | failure reason | list of recipients:
                    has been delayed | recipients were affected | undeliverable
                    mail could not be | message could not be | returned to sender
                    does not exist or | problem delivering | automatically rejected
                    wasn't found at | was not accepted | couldn't deliver
                    konnte nicht zugestellt | nicht zugestellt werden | unzustellbar
                    nicht übermittelt | n'a pas pu être | n'ont pas pu être | non remis
                    échec de la remise | no se pudo entregar | no se ha podido entregar
                    no pudo ser entregado | não foi possível entregar | não pôde ser entregue
                    não pode ser entregue | impossibile recapitare | non è stato recapitato
                    non può essere consegnato | niet worden bezorgd | niet worden afgeleverd
                    kunde inte levereras | kunne ikke leveres | ei voitu toimittaa
                    не может быть доставлено | не доставлено | не удалось доставить
                    не вдалося доставити | nie można dostarczyć | nie może zostać dostarczona
                    nelze doručit | teslim edilemedi | tidak dapat dikirim
                    送信できません | 送信に失敗 | 配信できません | 配信に失敗 | 送信されません
                    届けできません | 配送できません | 无法投递 | 无法送达 | 投递失败 | 退信
                    發送失敗 | 无法发送 | 전달하지 못 | 전송 실패 | 배달되지
                    """);

    /// What the subject of a failed or late mail's report begins with or holds.
    static final Phrases REPORT_SUBJECT =
            of(
                    """
                    undeliver | delivery status | delivery fail | delivery error
                    delivery has failed | delivery report | delivery notification
                    delivery problem | failure notice | failure notification | failure delivery
                    failed delivery | returned mail | returned to sender | mail delivery
                    message delivery | mail failure | mail system error | could not send
                    could not be delivered | not delivered | non-delivery | delayed
                    nondeliverable | unzustellbar | zustellung | non remis | échec de
                    no entregado | no se puede entregar | não entregue | mancato recapito
                    onbestelbaar | недоставлен | не доставлено | niedostarcz | 退信 | 配信
                    送信エラー | 송신 실패
                    """);

    static final Phrases AWAY_SUBJECT =
            of(
                    """
                    automatic reply | auto reply | auto-reply | autoreply | auto response
                    auto-response | autoresponse | automatic response | automated reply
                    out of office | out of the office | out-of-office | away from | vacation
                    on leave | on holiday | abwesend | abwesenheit | automatische antwort
                    réponse automatique | absence du bureau | absent du bureau
                    respuesta automática | fuera de la oficina | resposta automática
                    ausência | risposta automatica | fuori sede | automatisch antwoord
                    afwezig | autosvar | automatiskt svar | fraværende | automaattinen vastaus
                    автоответ | automatyczna odpowiedź | 自動応答 | 自動返信 | 自动回复 | 自動回覆
                    자동 회신 | 부재중
                    """);

    static final Phrases CHALLENGE =
            of(
                    """
                    confirm that you sent | confirm that you are | verify that you are
                    prove that you are | verify your email address to deliver
                    to have your message delivered | to deliver your message, please
                    waiting for your verification | requires verification
                    message is being held | challenge-response | challenge/response
                    has not been delivered because the sender | sender verification required
                    approve your message | click the link below to deliver
                    one-time verification
                    """);

    Phrases {
        list = List.copyOf(list);
    }

    /// @param text phrases between bars and line ends
    static Phrases of(String text) {
        return new Phrases(
                Arrays.stream(text.split("[|\n]"))
                        .map(String::strip)
                        .filter(phrase -> !phrase.isEmpty())
                        .toList());
    }

    /// @param folded what [#folded] makes
    boolean standIn(String folded) {
        for (var phrase : list) if (folded.contains(phrase)) return true;
        return false;
    }

    /// In lower case, blanks and line ends as one blank, plain apostrophes.
    static String folded(String text) {
        return text.replaceAll("\\s+", " ").replace('’', '\'').toLowerCase(Locale.ROOT);
    }
}
