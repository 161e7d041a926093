import { type Refusal, refusal } from "./refusal";

/** "Naming rules and restrictions for Azure resources": how the names of one type may be, and how others are refused. */
export interface Naming {
  readonly pattern: RegExp;
  refuse(name: string): string;
}

export function refuseName(name: unknown, { pattern, refuse }: Naming): Refusal {
  const text = String(name);
  return pattern.test(text) ? undefined : refuse(text);
}

/** What all of Microsoft.Network is named by. */
export function networkName(min = 1, max = 80): Naming {
  return {
    pattern: new RegExp(`^(?=.{${min},${max}}$)[A-Za-z0-9]([\\w.-]*\\w)?$`),
    refuse: (name) =>
      refusal(
        400,
        "InvalidResourceName",
        `Resource name ${name} is invalid. The name can be up to ${max} characters long. It must begin with a word character, and it must end with a word character or with '_'. The name may contain word characters or '.', '-', '_'.`,
      ),
  };
}

/** Machines and disks. */
export function computeName(entity: string, pattern: RegExp): Naming {
  return {
    pattern,
    refuse: () =>
      refusal(
        400,
        "InvalidParameter",
        `The entity name '${entity}' is invalid according to its validation rule: ^[^_\\W][\\w-._]{0,79}(?<![-.])$.`,
      ),
  };
}

/** The provider itself holds them to their length. */
export const CONTAINER_NAME: Naming = {
  pattern: /^(\$root|\$web|\$logs|(?!.*--)[a-z0-9][a-z0-9-]*[a-z0-9])$/,
  refuse: () => refusal(400, "InvalidResourceName", "The specified resource name contains invalid characters."),
};

export const IDENTITY_NAME: Naming = {
  pattern: /^[A-Za-z0-9][\w-]{2,127}$/,
  refuse: (name) => refusal(400, "InvalidResourceName", `The resource name '${name}' is invalid.`),
};

export const LOCK_NAME: Naming = {
  pattern: /^(?=.{1,90}$)[\w.()-]*[\w()-]$/,
  refuse: (name) => refusal(400, "InvalidLockName", `The lock name '${name}' is invalid.`),
};

/** The provider itself holds them to their alphabet and length. */
export const GROUP_NAME: Naming = {
  pattern: /[^.]$/,
  refuse: (name) =>
    refusal(400, "InvalidResourceGroup", `The provided resource group name '${name}' cannot end with a period.`),
};

export const BUDGET_NAME: Naming = {
  pattern: /^[\w-]{1,63}$/,
  refuse: (name) => refusal(400, "400", `Budget name ${name} is invalid.`),
};

const WORKFLOW = /^[\w.()-]{1,80}$/;

export const WORKFLOW_NAME: Naming = {
  pattern: WORKFLOW,
  refuse: (name) => refusal(400, "InvalidResourceName", `Resource name ${name} is invalid.`),
};
