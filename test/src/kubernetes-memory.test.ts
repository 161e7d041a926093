import { table } from "./kubernetes/table";

table("memory");
