global using Cases = Aftersales.Platform.Aggregates.Aggregates<Aftersales.Complaints.Domain.Case, Aftersales.Complaints.Domain.CaseEvent>;
global using KeptPhotos = Aftersales.Platform.Aggregates.Aggregates<Aftersales.Complaints.Domain.KeptEvidence, Aftersales.Complaints.Domain.EvidenceEvent>;
global using Plans = Aftersales.Platform.Aggregates.Aggregates<Aftersales.Complaints.Domain.Plan, Aftersales.Complaints.Domain.PlanEvent>;
global using QuestionBook = Aftersales.Platform.Aggregates.Aggregates<Aftersales.Complaints.Domain.Question, Aftersales.Complaints.Domain.QuestionEvent>;
global using Rosters = Aftersales.Platform.Aggregates.Aggregates<Aftersales.Complaints.Domain.Roster, Aftersales.Complaints.Domain.RosterEvent>;
global using SheetDays = Aftersales.Platform.Aggregates.Aggregates<Aftersales.Complaints.Domain.SheetDay, Aftersales.Complaints.Domain.SheetEvent>;
global using Surveys = Aftersales.Platform.Aggregates.Aggregates<Aftersales.Complaints.Domain.Survey, Aftersales.Complaints.Domain.SurveyEvent>;
global using Tasks = Aftersales.Platform.Aggregates.Aggregates<Aftersales.Complaints.Domain.DeskTask, Aftersales.Complaints.Domain.TaskEvent>;
