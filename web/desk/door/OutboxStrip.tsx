import { CheckCircleFilled, CloudUploadOutlined, WarningOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { asServerTime } from "../../ui/server-clock.ts";
import { useUnkept } from "../../ui/tab-store.ts";
import { Moment } from "../../ui/When.tsx";
import { sendAll, useOutbox } from "./outbox.ts";

/**
 * What is on its way and has no receipt yet, with the oldest; that the browser keeps nothing more, where it is so; the last receipt
 * otherwise told to screen readers only.
 */
export function OutboxStrip() {
  const { t } = useTranslation();
  const orders = useOutbox();
  const unkept = useUnkept();
  const unsent = orders.filter(({ state, tries }) => state === "waiting" && tries > 0);
  const last = orders.findLast(({ state }) => state === "received");
  const [oldest] = unsent;
  return (
    <div className={oldest || unkept ? "outbox" : "outbox none"} role="status">
      {unkept && (
        <>
          <WarningOutlined aria-hidden="true" />
          <span>{t("ui:outbox.unkept")}</span>
        </>
      )}
      {oldest ? (
        <>
          <CloudUploadOutlined aria-hidden="true" />
          <span>
            {t("ui:outbox.waiting", { count: unsent.length })} · {t("ui:outbox.oldest")}{" "}
            <Moment at={asServerTime(oldest.deviceTime)} />
          </span>
          <Button onClick={sendAll}>{t("ui:outbox.now")}</Button>
        </>
      ) : (
        last?.receipt && (
          <span className="for-readers">
            <CheckCircleFilled aria-hidden="true" />
            {t("ui:outbox.received", { number: last.receipt.version })}
          </span>
        )
      )}
    </div>
  );
}
