import { PrinterOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Head } from "#duty/grammar/entry.ts";
import { awaitsCountersign, mayCountersign } from "#duty/log/countersign-page.ts";
import type { Page } from "#duty/log/log.ts";
import type { LogRule } from "#duty/log/log-rule.ts";
import { functionsHeldAt, useDeskPlace } from "../door/acting.ts";
import { CountersignDialog } from "../log/CountersignDialog.tsx";
import { ShiftSteps } from "../site/ShiftSteps.tsx";
import type { ShiftId } from "../site/shift-id.ts";

interface Props {
  readonly at: ShiftId;
  /** The page as it stands on the screen, and what the regulations ask of it. */
  readonly page: { readonly state: Page; readonly rule: LogRule; readonly head: Head };
}

/** What can be done with a page: leave it, leaf on, countersign, print. */
export function PageBar({ at, page: { state, rule, head } }: Props) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const countersigns =
    awaitsCountersign(state) && mayCountersign(rule, functionsHeldAt(acting, { site, post: at.post }));
  const [signing, setSigning] = useState(false);
  return (
    <div className="paper-bar row spread">
      <Link to="/duty/$post" params={{ post: at.post }} className="target">
        {t("log:page.back")}
      </Link>
      <ShiftSteps to="/page/$post/$date/$shift" at={at} />
      <span className="row">
        {countersigns && <Button onClick={() => setSigning(true)}>{t("log:countersign.open")}</Button>}
        <Button type="primary" icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
          {t("log:page.print")}
        </Button>
      </span>
      {signing && <CountersignDialog at={at} seen={head} onClose={() => setSigning(false)} />}
    </div>
  );
}
