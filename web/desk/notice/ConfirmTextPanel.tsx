import { useNavigate, useSearch } from "@tanstack/react-router";
import { Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RegulationText } from "#server/site/site-answer.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Status } from "../../ui/Status.tsx";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";

/** Whoever has read a regulation says so, and goes back to where they came from. */
export function ConfirmTextPanel({ text }: { text: RegulationText }) {
  const { t } = useTranslation();
  const [read, setRead] = useState(false);
  const { post } = useSearch({ from: "/regulation/$regulation" });
  const navigate = useNavigate();
  const { send, busy, problem } = useSend();
  const back = () =>
    void (post === undefined ? navigate({ to: "/" }) : navigate({ to: "/duty/$post", params: { post } }));
  if (text.confirmed)
    return (
      <div className="row spread">
        <Status kind="well">{t("notice:confirm.done")}</Status>
        <ActButton main onAct={back}>
          {t("notice:confirm.back")}
        </ActButton>
      </div>
    );
  return (
    <div className="confirming stack tick">
      <Checkbox checked={read} onChange={(event) => setRead(event.target.checked)}>
        {t("notice:confirm.read")}
      </Checkbox>
      <ActButton
        main
        large
        block
        busy={busy}
        why={read ? [] : [t("notice:confirm.readFirst")]}
        onAct={() =>
          void send("notice.confirm", { regulation: text.regulation, hash: text.hash }).then(
            (receipt) => receipt && back(),
          )
        }
      >
        {t("notice:confirm.go")}
      </ActButton>
      {problem && <RefusalNote problem={problem} />}
    </div>
  );
}
