export type CarrierBooking = { reference: string; weightG: number; destinationCountry: string; lineCode: string }

export type BookedParcel = { trackingNo: string; labelUrl: string }

export type CarrierStatus =
  | 'booked'
  | 'collected'
  | 'inTransit'
  | 'customs'
  | 'outForDelivery'
  | 'delivered'
  | 'exception'
  | 'returned'
  | 'lost'

export type CarrierEvent = { at: Date; status: CarrierStatus; place: string | null; text: string }

/** An international carrier. Booking the same reference twice gives the same parcel. */
export interface CarrierPort {
  book(booking: CarrierBooking): Promise<BookedParcel>
  /** Oldest first; empty for an unknown number. */
  track(trackingNo: string): Promise<CarrierEvent[]>
}
