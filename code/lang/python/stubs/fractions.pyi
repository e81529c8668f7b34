from decimal import Decimal as Fraction
