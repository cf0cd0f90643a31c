import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { sessionQuery } from "./session-query.ts";

/** Milliseconds from one try to the next. */
const triedEvery = 5_000;

/** Tries by itself whether the server is there again; `onBack`: it is. The answer tries at once. */
export function useBack(onBack: () => void): { readonly tries: () => void; readonly isTrying: boolean } {
  const { isFetchedAfterMount, isSuccess, isFetching, refetch } = useQuery({
    ...sessionQuery,
    retry: false,
    refetchInterval: triedEvery,
  });
  const back = isFetchedAfterMount && isSuccess && !isFetching;
  useEffect(() => {
    if (back) onBack();
  }, [back, onBack]);
  useEffect(() => {
    const again = () => void refetch();
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [refetch]);
  return { tries: () => void refetch(), isTrying: isFetching };
}
