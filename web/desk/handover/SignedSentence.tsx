import { useTranslation } from "react-i18next";
import type { Side } from "#duty/handover/handover.ts";
import type { SignedClaim } from "#duty/handover/signed-claims.ts";
import { isUndone, signedClaims } from "#duty/handover/signed-claims.ts";
import { useListed } from "../../ui/listed.ts";
import { Status } from "../../ui/Status.tsx";
import { type HandoverDesk, useHandover } from "./handover-desk.ts";

/** What stands above the signer's pad: what was done and what was not, as the screen beside it says. */
export function SignedSentence({ side, person }: { side: Side; person: string }) {
  const { t } = useTranslation();
  const listed = useListed();
  const words = useClaimWords();
  const claims = claimsOf(useHandover(), side, person);
  return <p>{t(`handover:sign.means.${side}`, { claims: listed(claims.map(words)) })}</p>;
}

/** Where nothing hinders: that nothing lacks, or what was left undone since no rule of the post asks for it. */
export function UndoneNote() {
  const { t } = useTranslation();
  const listed = useListed();
  const words = useClaimWords();
  const desk = useHandover();
  const undone = claimsOf(desk, desk.side ?? "incoming").filter(isUndone);
  return (
    <p className="panel-foot">
      {undone.length === 0 ? (
        <Status kind="well">{t("handover:why.nothing")}</Status>
      ) : (
        t("handover:why.undone", { what: listed(undone.map(words)) })
      )}
    </p>
  );
}

function claimsOf(desk: HandoverDesk, side: Side, signer?: string): readonly SignedClaim[] {
  const { state, view } = desk;
  return state.phase === "prepared" ? signedClaims(state, { facts: view.facts, side, signer }) : [];
}

function useClaimWords(): (claim: SignedClaim) => string {
  const { t } = useTranslation();
  return ({ says, count }) => t(`handover:sign.says.${says}`, { count });
}
