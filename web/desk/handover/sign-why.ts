import { useTranslation } from "react-i18next";
import type { Side } from "#duty/handover/handover.ts";
import { useSession } from "../door/session-query.ts";
import { textsOf, useDetail } from "../refusal/RefusalNote.tsx";
import { useNames } from "../site/names.ts";
import { useHindrances } from "./HindrancesPanel.tsx";
import { useHandover } from "./handover-desk.ts";

/** Whose signature a side wants: who has given it, or whoever would. */
export function useSigner(side: Side): string | undefined {
  const { state, outgoing, relief } = useHandover();
  const signed = state.signatures.find((each) => each.side === side)?.person;
  return signed ?? (side === "outgoing" ? outgoing : relief);
}

interface SignWhy {
  /** Why a side may not sign here though nothing of the list hinders it, as sentences. */
  readonly own: readonly string[];
  /** Whether something of the list hinders it. */
  readonly isHindered: boolean;
}

/** Why a side may not sign yet. The same question as the list of what hinders: nothing is ready that the list denies. */
export function useSignWhy(side: Side): SignWhy {
  const { t } = useTranslation();
  const names = useNames();
  const fill = useDetail();
  const { people } = useSession();
  const signer = useSigner(side);
  const shown = useHindrances();
  const hindering = useHindrances(side);
  const ofThisSide = hindering.filter(({ code }) => !shown.some((each) => each.code === code));
  const isHere = people.some((each) => each.person === signer);
  return {
    own: [
      ...(isHere ? [] : [t("handover:sign.notHere", { name: names.person(signer) })]),
      ...ofThisSide.map(({ code, detail }) => t(`${textsOf(code)}.what`, fill(detail))),
    ],
    isHindered: hindering.length > 0,
  };
}
