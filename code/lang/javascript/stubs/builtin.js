export class str {}
