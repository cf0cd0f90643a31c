import { ClockCircleOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { asServerTime } from "../../ui/server-clock.ts";
import { Moment } from "../../ui/When.tsx";
import type { Sending } from "../door/order-queue.ts";

/** A line that has no receipt yet looks like one that has none. */
export function UnsentRow({ order }: { order: Sending }) {
  const { t } = useTranslation();
  const { text } = order.body;
  return (
    <li className="log-line unsent">
      <strong className="when">
        <Moment at={asServerTime(order.deviceTime)} />
      </strong>
      <div className="told">
        <p className="wrap">{typeof text === "string" && text}</p>
        <p className="receipt unsent">
          <ClockCircleOutlined className="mark" aria-hidden="true" />
          {order.tries > 0 && order.state === "waiting" ? t("ui:outbox.unsent") : t("ui:outbox.sending")}
        </p>
      </div>
    </li>
  );
}
