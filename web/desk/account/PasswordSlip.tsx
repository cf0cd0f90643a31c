import { PrinterOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { FirstPassword } from "#server/account/people-answer.ts";
import { useAtOpening } from "../../ui/at-opening.ts";
import { useNow, useWall } from "../../ui/server-clock.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
import { useSite } from "../site/site-query.ts";
import "./slip.css";

interface Props extends FirstPassword {
  readonly person: string;
  readonly onClose: () => void;
}

/** A first password, to be handed over in person: it is shown here, once, and printed alone, black on white. */
export function PasswordSlip({ person, signInName, firstPassword, onClose }: Props) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const names = useNames();
  const wall = useWall();
  const issuedAt = useAtOpening(useNow(60_000));
  const rows = [
    ["person", names.person(person)],
    ["account", signInName],
    ["password", firstPassword],
    ["issued", `${acting.name} ${wall.date(issuedAt)} ${wall.time(issuedAt)}`],
  ] as const;
  return (
    <div className="stack">
      <article className="slip" aria-label={t("account:slip.title")}>
        <p>{useSite(site).name}</p>
        <h4>{t("account:slip.title")}</h4>
        <dl>
          {rows.map(([row, told]) => (
            <div key={row} data-row={row}>
              <dt>{t(`account:slip.${row}`)}</dt>
              <dd>{told}</dd>
            </div>
          ))}
        </dl>
        <p>{t("account:slip.note")}</p>
      </article>
      <div className="row">
        <Button type="primary" icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
          {t("account:slip.print")}
        </Button>
        <Button onClick={onClose}>{t("account:slip.close")}</Button>
      </div>
    </div>
  );
}
