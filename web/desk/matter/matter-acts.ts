import { useQuery } from "@tanstack/react-query";
import { mayNotCloseKit } from "#duty/matter/progress-matter.ts";
import { mayNotRelease } from "#duty/matter/release-matter.ts";
import { attendanceQuery } from "../attendance/attendance-query.ts";
import { functionsHeldAt, useDeskPlace } from "../door/acting.ts";
import { mattersQuery } from "./matter-query.ts";

/**
 * Which acts on matters of a post are offered to whoever acts: those that the rules leave to them, who hold these functions and are on duty at the
 * post or not. Until the rules are known both are offered: the server asks them again.
 */
export function useMatterActs(post: string): { readonly release: boolean; readonly closeKit: boolean } {
  const { site, acting } = useDeskPlace();
  const board = useQuery(attendanceQuery(site)).data?.posts.find((each) => each.post === post);
  const { data } = useQuery(mattersQuery(site, post));
  if (!data) return { release: true, closeKit: true };
  const facts = {
    functions: functionsHeldAt(acting, { site, post }),
    onDuty: (board?.on ?? []).some(({ person }) => person === acting.person),
  };
  const { rule } = data;
  return { release: !mayNotRelease({ rule, facts }), closeKit: !mayNotCloseKit({ rule, facts }) };
}
