import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SealedFor } from "../../offline/sealed-parts.ts";
import { Mark } from "../../ui/Wordmark.tsx";
import { UnlockPad } from "../account/UnlockPad.tsx";
import { useBack } from "../door/use-back.ts";
import { SiteClock } from "../site/SiteClock.tsx";
import { AloneCover } from "./AloneCover.tsx";

/** The lock of a browser that was loaded anew without the network: whoever it keeps something for opens that by their PIN. */
export function AloneLock({ known, onBack }: { known: readonly SealedFor[]; onBack: () => void }) {
  const { t } = useTranslation();
  const { tries, isTrying } = useBack(onBack);
  const [chosen, choose] = useState<string>();
  const person = known.find((each) => each.person === chosen) ?? known[0];
  return (
    <AloneCover look="cover" label={t("account:lock.title")}>
      <div className="cover-card stack">
        <div className="row spread">
          <Mark size={30} />
          <SiteClock />
        </div>
        <h1>{t("account:lock.title")}</h1>
        <p className="hint" role="status">
          {t("account:lock.known")}
        </p>
        <div className="choices">
          {known.map((each) => (
            <button
              key={each.person}
              type="button"
              className="choice"
              aria-pressed={each === person}
              onClick={() => choose(each.person)}
            >
              {each.name}
            </button>
          ))}
        </div>
        {person && <UnlockPad key={person.person} person={person} />}
        <p className="soft small">{t("account:alone.notHere")}</p>
        <Button onClick={tries} loading={isTrying}>
          {t("ui:away.now")}
        </Button>
      </div>
    </AloneCover>
  );
}
