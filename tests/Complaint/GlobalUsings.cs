global using Case = Aftersales.Complaints.Domain.Case;
