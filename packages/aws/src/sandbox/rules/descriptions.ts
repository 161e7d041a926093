/** The characters in names and descriptions of security groups and their rules: "CreateSecurityGroup". */
export const DESCRIPTION = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/;

/** The same as EC2 writes it. */
export const DESCRIPTION_SET = "a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*";
