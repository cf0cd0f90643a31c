/** How a transaction begins whose lists are all to be of one moment, whatever is written meanwhile; it writes nothing itself. */
export const oneSnapshot = "isolation level repeatable read read only";
