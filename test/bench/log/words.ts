/** What the services of a generated log do, and to what. */
export const VERBS = [
  'archive',
  'assign',
  'cancel',
  'collect',
  'confirm',
  'convert',
  'deliver',
  'export',
  'freeze',
  'merge',
  'migrate',
  'notify',
  'price',
  'print',
  'reserve',
  'return',
  'scan',
  'schedule',
  'settle',
  'translate',
] as const;

export const NOUNS = [
  'account',
  'basket',
  'booking',
  'claim',
  'contract',
  'delivery',
  'discount',
  'folder',
  'gift',
  'itinerary',
  'label',
  'mandate',
  'parcel',
  'payout',
  'profile',
  'quote',
  'receipt',
  'route',
  'ticket',
  'voucher',
] as const;

export const SERVICES = [
  'booking-api',
  'claims-worker',
  'courier-gateway',
  'document-store',
  'geo-lookup',
  'loyalty-api',
  'mail-relay',
  'partner-sync',
  'payout-batch',
  'pricing-engine',
  'search-front',
  'tax-service',
] as const;

/** The word at `index` of a list that goes round. */
export function nth<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new RangeError('The list is empty.');
  return found;
}
